// A picture turned and cropped, with the mouse or with keys; the server writes the file anew.
import { ask, Fault } from "./api.js";
import { _ } from "./say.js";

const STEP = 0.01; // of a side, that a key moves
const LEAST = 0.02; // of a side, that is left
const dialog = document.getElementById("retouch");
const [canvas, box] = [dialog.querySelector("canvas"), dialog.querySelector(".crop")];
const [told, state] = [dialog.querySelector("[role=alert]"), dialog.querySelector("[role=status]")];
const shape = dialog.querySelector("select");
let image, src, turn, crop, given;
let busy = false; // it is being written: what is done twice would be done to what the first has made

/** Shows a picture; settles with its address, and whether it `isCover`, when it was written, and with null when not. */
export async function retouch(address) {
  src = address;
  told.textContent = state.textContent = "";
  shape.value = "";
  await load();
  dialog.showModal();
  box.focus();
  return new Promise((settle) => (given = settle));
}

async function load() {
  image = new Image();
  image.src = `/content/${src}?${Date.now()}`;
  try {
    await image.decode();
  } catch {
    throw new Fault(_("这张图片打不开，转不了，也裁不了。"), 0, {});
  }
  [turn, crop] = [0, [0, 0, 1, 1]];
  draw();
}

function draw() {
  const scale = Math.min(1, 1200 / Math.max(image.naturalWidth, image.naturalHeight));
  const [width, height] = [Math.round(image.naturalWidth * scale), Math.round(image.naturalHeight * scale)];
  [canvas.width, canvas.height] = turn % 180 ? [height, width] : [width, height];
  const context = canvas.getContext("2d");
  context.translate(canvas.width / 2, canvas.height / 2);
  context.rotate((turn * Math.PI) / 180);
  context.drawImage(image, -width / 2, -height / 2, width, height);
  show();
}

function show() {
  const [left, top, width, height] = crop.map((one) => `${one * 100}%`);
  Object.assign(box.style, { left, top, width, height });
  const [full, tall] = turn % 180 ? [image.naturalHeight, image.naturalWidth] : [image.naturalWidth, image.naturalHeight];
  state.textContent = _("留下 {width}×{height} 像素", { width: Math.round(crop[2] * full), height: Math.round(crop[3] * tall) });
}

// A rectangle within the picture, in the shape that is asked for.
function set(left, top, width, height) {
  const ratio = Number(shape.value) * (canvas.height / canvas.width);
  [width, height] = [Math.min(Math.max(width, LEAST), 1), Math.min(Math.max(height, LEAST), 1)];
  if (ratio) [width, height] = width / ratio > 1 ? [ratio, 1] : [width, width / ratio];
  crop = [Math.min(Math.max(left, 0), 1 - width), Math.min(Math.max(top, 0), 1 - height), width, height];
  show();
}

box.addEventListener("keydown", (event) => {
  const [x, y] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? [0, 0];
  if (!x && !y) return;
  event.preventDefault();
  const [left, top, width, height] = crop;
  const step = STEP * (event.ctrlKey ? 5 : 1);
  if (event.shiftKey) set(left, top, width + (x || (shape.value ? y : 0)) * step, height + y * step);
  else set(left + x * step, top + y * step, width, height);
});

// The mouse moves the rectangle, draws its lower right corner at its handle, or draws another one.
canvas.parentElement.addEventListener("pointerdown", (event) => {
  const area = canvas.getBoundingClientRect();
  const at = ({ clientX, clientY }) => [(clientX - area.left) / area.width, (clientY - area.top) / area.height];
  const [x, y] = at(event);
  const [left, top, width, height] = crop;
  const isMoved = event.target === box && !(width > 0.99 && height > 0.99);
  const isSized = event.target.className === "crop__handle";
  const move = (event) => {
    const [u, v] = at(event);
    if (isMoved) set(left + u - x, top + v - y, width, height);
    else if (isSized) set(left, top, u - left, v - top);
    else set(Math.max(Math.min(u, x), 0), Math.max(Math.min(v, y), 0), Math.min(Math.abs(u - x), 1), Math.min(Math.abs(v - y), 1));
  };
  event.preventDefault();
  box.focus();
  addEventListener("pointermove", move);
  addEventListener("pointerup", () => removeEventListener("pointermove", move), { once: true });
});
shape.addEventListener("change", () => set(...crop));

function write(isCover) {
  const isWhole = crop.every((one, place) => Math.abs(one - [0, 0, 1, 1][place]) < 1e-6);
  if (!turn && isWhole) return close(isCover ? { src, isCover } : null);
  return once(async () => {
    const answer = await ask("picture", { src, turn, crop: isWhole ? null : crop, cover: isCover });
    return { src: answer.src, isCover };
  });
}

async function once(work) {
  if (busy) return;
  busy = true;
  told.textContent = "";
  try {
    close(await work());
  } catch (fault) {
    told.textContent = fault.message;
  } finally {
    busy = false;
  }
}

function close(found) {
  given(found);
  given = () => {};
  dialog.close();
}

dialog.addEventListener("cancel", (event) => busy && event.preventDefault());
dialog.addEventListener("close", () => given(null));
dialog.addEventListener("click", (event) => {
  const name = event.target.closest("button")?.dataset.touch;
  if (name === "left" || name === "right") {
    turn = (turn + (name === "left" ? 270 : 90)) % 360;
    crop = [0, 0, 1, 1];
    draw();
    if (shape.value) set(...crop);
  } else if (name === "before") once(() => ask("picture/before", { src }));
  else if (name === "write" || name === "cover") write(name === "cover");
  else if (name === "leave" && !busy) close(null);
});
