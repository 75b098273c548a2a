// A calendar beside a field for a day. The field is a text: browsers show a day as their own language has it, 11/27/2026,
// whatever that of the page is; papers write 2026-11-27, and any other way is read as well (linli/text/dates.py).
import { button, made } from "./elements.js";
import { _ } from "./say.js";

/** The attributes of a field for a day. */
export const OF_DAY = { inputmode: "numeric", size: 10, maxlength: 30, placeholder: "2026-11-27", "data-day": true };

/** Puts a calendar behind a field, where the browser has one to open. */
export function withCalendar(field) {
  const calendar = made("input", { type: "date", tabindex: -1, "aria-hidden": "true", class: "day__calendar" });
  if (!calendar.showPicker) return field;
  const open = () => {
    calendar.value = field.value.trim(); // nothing, where it is written another way
    calendar.showPicker();
  };
  calendar.addEventListener("change", () => {
    if (!calendar.value) return;
    field.value = calendar.value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.focus();
  });
  const place = made("span", { class: "day__field" });
  field.replaceWith(place);
  place.append(field, button("▾", open, { "aria-label": _("在日历里选") }), calendar);
  return place;
}

for (const field of document.querySelectorAll("[data-day]")) withCalendar(field);
