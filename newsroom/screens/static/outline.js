// Outlines of right angles: two that touch are joined to one, and one is parted into rectangles. Places are in percent of the picture.
import { boxOf, holds, rectangle } from "./shapes.js";

const NEAR = 2; // percent: sides that a hand drew so near to each other are meant to be one

const isSquare = ([x, y], [u, v]) => (x === u) !== (y === v);
const sorted = (numbers) => [...new Set(numbers)].sort((a, b) => a - b);

/** Whether all sides are level or upright. */
export const hasRightAngles = (corners) => corners.every((corner, at) => isSquare(corner, corners.at(at - 1)));

/** Whether it is no plain rectangle. */
export const isOutline = (corners) => corners.length > 4 || !hasRightAngles(corners);

/** The outline around two; null when they do not touch, or leave a hole, or one has sides that slope. */
export function joined(one, other) {
  if (!hasRightAngles(one) || !hasRightAngles(other)) return null;
  const near = snapped(other, one);
  const xs = sorted([...one, ...near].map(([x]) => x));
  const ys = sorted([...one, ...near].map(([, y]) => y));
  const isIn = (column, row) => {
    if (column < 0 || row < 0 || column > xs.length - 2 || row > ys.length - 2) return false;
    const middle = [(xs[column] + xs[column + 1]) / 2, (ys[row] + ys[row + 1]) / 2];
    return holds(one, middle) || holds(near, middle);
  };
  const rings = ringsOf(sidesOf(xs, ys, isIn));
  const isOne = rings.length === 1 && new Set(rings[0].map(String)).size === rings[0].length;
  return isOne ? straight(rings[0]) : null;
}

/** Rectangles that cover an outline: as few rows as it has, from above. */
export function parted(corners) {
  const [xs, ys] = [sorted(corners.map(([x]) => x)), sorted(corners.map(([, y]) => y))];
  const found = [];
  for (const [row, top] of ys.slice(0, -1).entries()) {
    const bottom = ys[row + 1];
    for (const [left, right] of spans(corners, xs, (top + bottom) / 2)) {
      const above = found.find((box) => box.bottom === top && box.left === left && box.right === right);
      if (above) above.bottom = bottom;
      else found.push({ left, top, right, bottom });
    }
  }
  return found.map(rectangle);
}

/** From where to where a level line is within, from the left. */
function spans(corners, xs, y) {
  const found = [];
  for (const [column, left] of xs.slice(0, -1).entries()) {
    const right = xs[column + 1];
    if (!holds(corners, [(left + right) / 2, y])) continue;
    if (found.at(-1)?.[1] === left) found.at(-1)[1] = right;
    else found.push([left, right]);
  }
  return found;
}

/** The corners with sides where those of another are near; of two of its own the nearer one. */
function snapped(corners, other) {
  const [own, others] = [boxOf(corners), boxOf(other)];
  const along = (axis) => {
    const [lines, theirs] = [corners, other].map((all) => sorted(all.map((corner) => corner[axis])));
    const nearest = (line) => theirs.reduce((best, next) => (Math.abs(next - line) < Math.abs(best - line) ? next : best));
    const isMeant = (line, near) => Math.abs(near - line) <= NEAR && lines.every((one) => one === line || Math.abs(near - one) > Math.abs(near - line));
    return new Map(lines.filter((line) => isMeant(line, nearest(line))).map((line) => [line, nearest(line)]));
  };
  const isFar = own.left > others.right + NEAR || others.left > own.right + NEAR || own.top > others.bottom + NEAR || others.top > own.bottom + NEAR;
  if (isFar) return corners;
  const [across, down] = [along(0), along(1)];
  return corners.map(([x, y]) => [across.get(x) ?? x, down.get(y) ?? y]);
}

/** The sides of what cells of a grid cover, each from a corner to the next, with the cell on its right. */
function sidesOf(xs, ys, isIn) {
  const sides = [];
  for (let row = 0; row < ys.length - 1; row++) {
    for (let column = 0; column < xs.length - 1; column++) {
      if (!isIn(column, row)) continue;
      const [left, top, right, bottom] = [xs[column], ys[row], xs[column + 1], ys[row + 1]];
      if (!isIn(column, row - 1)) sides.push([[left, top], [right, top]]);
      if (!isIn(column + 1, row)) sides.push([[right, top], [right, bottom]]);
      if (!isIn(column, row + 1)) sides.push([[right, bottom], [left, bottom]]);
      if (!isIn(column - 1, row)) sides.push([[left, bottom], [left, top]]);
    }
  }
  return sides;
}

/** Sides put end to end: a ring, more where parts or holes lie apart, and one that meets itself where they touch in a corner alone. */
function ringsOf(sides) {
  const waiting = [...sides];
  const rings = [];
  while (waiting.length) {
    const ring = [waiting.shift()];
    for (;;) {
      const end = String(ring.at(-1)[1]);
      const next = waiting.findIndex(([start]) => String(start) === end);
      if (String(ring[0][0]) === end || next < 0) break;
      ring.push(...waiting.splice(next, 1));
    }
    rings.push(ring.map(([start]) => start));
  }
  return rings;
}

/** A ring without the corners that lie on a side. */
const straight = (ring) => ring.filter(([x, y], at) => {
  const [[x1, y1], [x2, y2]] = [ring.at(at - 1), ring[(at + 1) % ring.length]];
  return !((x === x1 && x === x2) || (y === y1 && y === y2));
});
