// The text of a piece as one writes it: a paragraph is a paragraph. What it becomes in the file is decided by the server
// (newsroom/manuscripts/blocks.py); the tree here has the same kinds of blocks, and each keeps the source that it came from.
import { baseKeymap, chainCommands, exitCode, setBlockType, toggleMark, wrapIn } from "./vendor/prosemirror-commands.js";
import { history, redo, undo } from "./vendor/prosemirror-history.js";
import { InputRule, inputRules, textblockTypeInputRule, wrappingInputRule } from "./vendor/prosemirror-inputrules.js";
import { keymap } from "./vendor/prosemirror-keymap.js";
import { Fragment, Schema, Slice } from "./vendor/prosemirror-model.js";
import { liftListItem, splitListItem, wrapInList } from "./vendor/prosemirror-schema-list.js";
import { EditorState, Plugin, Selection, TextSelection } from "./vendor/prosemirror-state.js";
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, goToNextCell, isInTable, tableEditing } from "./vendor/prosemirror-tables.js";
import { EditorView } from "./vendor/prosemirror-view.js";
import { _ } from "./say.js";

const kept = { source: { default: null }, before: { default: null } };
const block = (spec, attrs = {}) => ({ ...spec, attrs: { ...kept, ...attrs } });

const nodes = {
  doc: { content: "block+" },
  paragraph: block({ group: "block", content: "inline*", whitespace: "pre", parseDOM: [{ tag: "p" }], toDOM: () => ["p", 0] }),
  heading: block(
    {
      group: "block",
      content: "inline*",
      marks: "link",
      defining: true,
      parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level: Math.min(Math.max(level, 2), 4) } })),
      toDOM: (node) => [`h${node.attrs.level}`, 0],
    },
    { level: { default: 2 } },
  ),
  figure: block(
    {
      group: "block",
      content: "inline*",
      isolating: true,
      draggable: true,
      parseDOM: [{ tag: "figure[data-src]", contentElement: "figcaption", getAttrs: (dom) => ({ src: dom.dataset.src, alt: dom.dataset.alt, title: dom.dataset.title }) }],
      toDOM: (node) => [
        "figure",
        { "data-src": node.attrs.src, "data-alt": node.attrs.alt, "data-title": node.attrs.title },
        ["img", { src: `/content/${node.attrs.src}${node.attrs.look}`, alt: node.attrs.alt, contenteditable: "false" }],
        ["figcaption", { "data-empty": node.content.size ? "" : node.attrs.title || _("图说：是什么、在哪里（谁摄）") }, 0],
      ],
    },
    { src: { default: "" }, alt: { default: "" }, title: { default: "" }, look: { default: "" } }, // `look`: another when the file is
  ),
  blockquote: block({ group: "block", content: "paragraph+", defining: true, parseDOM: [{ tag: "blockquote" }], toDOM: () => ["blockquote", 0] }),
  bullet_list: block({ group: "block", content: "list_item+", parseDOM: [{ tag: "ul" }], toDOM: () => ["ul", 0] }),
  ordered_list: block(
    {
      group: "block",
      content: "list_item+",
      parseDOM: [{ tag: "ol", getAttrs: (dom) => ({ order: dom.start || 1 }) }],
      toDOM: (node) => ["ol", { start: node.attrs.order }, 0],
    },
    { order: { default: 1 } },
  ),
  list_item: { content: "paragraph", defining: true, parseDOM: [{ tag: "li" }], toDOM: () => ["li", 0] },
  table: block({ group: "block", content: "table_row+", tableRole: "table", isolating: true, parseDOM: [{ tag: "table" }], toDOM: () => ["table", ["tbody", 0]] }),
  table_row: { content: "(table_cell | table_header)*", tableRole: "row", parseDOM: [{ tag: "tr" }], toDOM: () => ["tr", 0] },
  table_cell: cell("td", "cell"),
  table_header: cell("th", "header_cell"),
  horizontal_rule: block({ group: "block", parseDOM: [{ tag: "hr" }], toDOM: () => ["hr"] }),
  raw: block({ group: "block", content: "text*", marks: "", code: true, defining: true, parseDOM: [{ tag: "pre", preserveWhitespace: "full" }], toDOM: () => ["pre", { "aria-label": _("原文") }, 0] }),
  hard_break: { inline: true, group: "inline", selectable: false, parseDOM: [{ tag: "br" }], toDOM: () => ["br"] },
  text: { group: "inline" },
};

function cell(tag, tableRole) {
  return {
    content: "paragraph",
    attrs: { colspan: { default: 1 }, rowspan: { default: 1 }, colwidth: { default: null }, align: { default: "" } },
    tableRole,
    isolating: true,
    parseDOM: [{ tag, getAttrs: (dom) => ({ align: dom.align || dom.style.textAlign || "" }) }],
    toDOM: (node) => [tag, node.attrs.align ? { style: `text-align: ${node.attrs.align}` } : {}, 0],
  };
}

const marks = {
  strong: { parseDOM: [{ tag: "strong" }, { tag: "b", getAttrs: (dom) => dom.style.fontWeight !== "normal" && null }, { style: "font-weight", getAttrs: (value) => /^(bold|[6-9]00)/.test(value) && null }], toDOM: () => ["strong", 0] },
  link: { attrs: { href: {} }, inclusive: false, parseDOM: [{ tag: "a[href]", getAttrs: (dom) => ({ href: dom.getAttribute("href") }) }], toDOM: (mark) => ["a", { href: mark.attrs.href }, 0] },
};

export const schema = new Schema({ nodes, marks });

const { paragraph, heading, blockquote, bullet_list, ordered_list, list_item, horizontal_rule, hard_break, table, table_row, table_cell, table_header } = schema.nodes;

// What the buttons do; each is a command of ProseMirror: (state, dispatch, view).
export const commands = {
  text: setBlockType(paragraph),
  heading: (state, dispatch) => setBlockType(isIn(state, "heading") ? paragraph : heading, { level: 2 })(state, dispatch),
  strong: toggleMark(schema.marks.strong),
  quote: wrapIn(blockquote),
  bullets: wrapInList(bullet_list),
  numbers: wrapInList(ordered_list),
  rule: (state, dispatch) => dispatch?.(state.tr.replaceSelectionWith(horizontal_rule.create()).scrollIntoView()) ?? true,
  table: insertTable,
  undo,
  redo,
};
export const tableCommands = { row: addRowAfter, column: addColumnAfter, "no-row": deleteRow, "no-column": deleteColumn, "no-table": deleteTable };

export function isIn(state, name) {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) if ($from.node(depth).type.name === name) return true;
  return false;
}

// Puts a block behind the one in which the cursor is, or at a place, and the cursor into it. An empty paragraph gives way to it.
function insertBlock(tr, node, place) {
  const $at = place === undefined ? tr.selection.$from : tr.doc.resolve(place);
  const top = $at.depth ? $at.node(1) : null;
  const after = $at.depth ? $at.after(1) : $at.pos;
  if (top?.type === paragraph && !top.content.size) tr.replaceWith($at.before(1), after, node);
  else tr.insert(after, node);
  const start = top?.type === paragraph && !top.content.size ? $at.before(1) : after;
  return tr.setSelection(TextSelection.near(tr.doc.resolve(start + 1))).scrollIntoView();
}

function insertTable(state, dispatch) {
  if (isInTable(state)) return false;
  const row = (type) => table_row.create(null, [1, 2, 3].map(() => type.createAndFill()));
  dispatch?.(insertBlock(state.tr, table.create(null, [row(table_header), row(table_cell), row(table_cell)])));
  return true;
}

// Out of a table, a caption, a list: a new paragraph behind the block in which the cursor is.
function behind(state, dispatch) {
  const place = state.selection.$from.after(1);
  const tr = state.tr.insert(place, paragraph.create());
  dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(place + 1))).scrollIntoView());
  return true;
}

// Behind the last cell of a table comes another row.
function nextRow(state, dispatch, view) {
  if (!isInTable(state)) return false;
  if (!dispatch) return true;
  addRowAfter(state, (tr) => view.dispatch(tr));
  return goToNextCell(1)(view.state, view.dispatch);
}

const liftEmptyItem = (state, dispatch) => isIn(state, "list_item") && !state.selection.$from.parent.content.size && liftListItem(list_item)(state, dispatch);
const breaks = chainCommands(exitCode, (state, dispatch) => dispatch?.(state.tr.replaceSelectionWith(hard_break.create()).scrollIntoView()) ?? true);
const keys = {
  "Mod-z": undo,
  "Mod-y": redo,
  "Mod-Shift-z": redo,
  "Mod-b": commands.strong,
  "Mod-Alt-0": commands.text,
  "Mod-Alt-2": commands.heading,
  "Mod-Alt-q": commands.quote,
  "Mod-Alt-8": commands.bullets,
  "Mod-Alt-7": commands.numbers,
  "Mod-Alt-t": commands.table,
  Enter: chainCommands((state, dispatch) => isIn(state, "figure") && behind(state, dispatch), splitListItem(list_item), liftEmptyItem),
  "Mod-Enter": behind,
  "Shift-Enter": breaks,
  Tab: chainCommands(goToNextCell(1), nextRow),
  "Shift-Tab": chainCommands(goToNextCell(-1), liftListItem(list_item)),
};
const rules = inputRules({
  rules: [
    textblockTypeInputRule(/^(#{2,4})\s$/, heading, (match) => ({ level: match[1].length })),
    wrappingInputRule(/^>\s$/, blockquote),
    wrappingInputRule(/^[-*]\s$/, bullet_list),
    wrappingInputRule(/^(\d+)\.\s$/, ordered_list, (match) => ({ order: Number(match[1]) })),
    new InputRule(/\*\*([^*\s][^*]*)\*\*$/, (state, match, start, end) => state.tr.replaceWith(start, end, schema.text(match[1], [schema.marks.strong.create()])).removeStoredMark(schema.marks.strong)),
  ],
});

// Behind a table or a picture that is the last there is always a paragraph to go on in; empty ones are not saved.
const goesOn = new Plugin({
  appendTransaction: (transactions, before, state) => (state.doc.lastChild.type !== paragraph && transactions.some((one) => one.docChanged) ? state.tr.insert(state.doc.content.size, paragraph.create()) : null),
});

// Puts blocks in the place of what is selected; text at their ends joins the text there.
export function insertBlocks(view, document) {
  const content = Fragment.fromJSON(schema, document.content);
  const open = (node) => (node.type === paragraph ? 1 : 0);
  view.dispatch(view.state.tr.replaceSelection(new Slice(content, open(content.firstChild), open(content.lastChild))).scrollIntoView().setMeta("paste", true));
}

// Shows a tree in an element. `changed` is called with the view whenever something is another; `files` with pictures that are dropped or
// pasted; `pasted` with HTML or text from elsewhere: what becomes of it is decided by the server, as for imports.
export function edit(place, document, { changed, files, pasted }) {
  const take = (view, event, list) => {
    const pictures = [...(list?.files ?? [])].filter((file) => file.type.startsWith("image/"));
    const html = list?.getData("text/html") ?? "";
    if (pictures.length && !html) files(view, pictures, event.clientX === undefined ? undefined : view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos);
    else if (html.includes("data-pm-slice") || isIn(view.state, "raw")) return false; // of this editor, or as it is
    else if (html || list?.getData("text/plain")) {
      if (event.clientX !== undefined) {
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
        if (at) view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(at.pos))));
      }
      pasted(view, html ? { html } : { text: list.getData("text/plain") });
    } else return false;
    event.preventDefault();
    return true;
  };
  const doc = schema.nodeFromJSON(document);
  const view = new EditorView(place, {
    state: EditorState.create({
      doc: doc.lastChild.type === paragraph ? doc : doc.copy(doc.content.addToEnd(paragraph.create())),
      plugins: [rules, keymap(keys), keymap(baseKeymap), history(), tableEditing(), goesOn],
    }),
    attributes: { role: "textbox", "aria-multiline": "true", "aria-labelledby": "body-label", "aria-describedby": "body-keys", id: "body", lang: "zh" },
    handleDOMEvents: {
      // Before ProseMirror reads what is there.
      paste: (view, event) => take(view, event, event.clipboardData),
      drop: (view, event) => !view.dragging && take(view, event, event.dataTransfer),
    },
    dispatchTransaction(transaction) {
      view.updateState(view.state.apply(transaction));
      changed(view, transaction.docChanged);
    },
  });
  return view;
}

// Puts a picture behind the block in which the cursor is, or at a place, and the cursor into its caption.
export function insertFigure(view, attrs, place) {
  view.dispatch(insertBlock(view.state.tr, schema.nodes.figure.create(attrs), place));
  view.focus();
}

// The figure in which the cursor is, and its place; null when it is in none.
export function figureAt(state) {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) if ($from.node(depth).type.name === "figure") return { node: $from.node(depth), pos: $from.before(depth) };
  return null;
}

// Gives a figure other attributes.
export function setFigure(view, { node, pos }, attrs) {
  view.dispatch(view.state.tr.setNodeMarkup(pos, null, { ...node.attrs, ...attrs }));
}

// Selects the block of a number; blocks that are not saved are not counted.
export function goToBlock(view, number) {
  let [left, place] = [number, 0];
  view.state.doc.forEach((node, offset) => {
    const isSaved = node.textContent.trim() || node.type.name === "figure" || node.type.name === "horizontal_rule";
    if (isSaved && left-- >= 0) place = offset;
  });
  const { doc } = view.state;
  const [$from, $to] = [doc.resolve(place), doc.resolve(place + doc.nodeAt(place).nodeSize)];
  view.dispatch(view.state.tr.setSelection(TextSelection.between(Selection.near($from).$from, Selection.near($to, -1).$to)).scrollIntoView());
  view.focus();
}
