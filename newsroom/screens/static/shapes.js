// Regions of a page as corners, each from the left and from the top, in percent of the picture.

export const LEAST = 1; // percent: what is smaller is no region, but a slip of the hand

export const boxOf = (corners) => {
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
};
export const rectangle = ({ left, top, right, bottom }) => [[left, top], [right, top], [right, bottom], [left, bottom]];
export const round = (number) => Math.round(number * 10) / 10;
export const within = (number, least, most) => Math.min(Math.max(number, least), most);

/** Whether a point is within: a line from it to the right crosses an odd number of sides. */
export function holds(corners, [x, y]) {
  const crossed = corners.filter(([x1, y1], number) => {
    const [x2, y2] = corners.at(number - 1);
    return y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1);
  });
  return crossed.length % 2 === 1;
}

/** The corners in another box: a polygon keeps its shape. */
export function fitted(corners, box) {
  const old = boxOf(corners);
  const along = (value, from, to, start, end) => round(start + ((value - from) / (to - from || 1)) * (end - start));
  return corners.map(([x, y]) => [
    along(x, old.left, old.right, box.left, box.right),
    along(y, old.top, old.bottom, box.top, box.bottom),
  ]);
}

export function shifted(corners, x, y) {
  const { left, top, right, bottom } = boxOf(corners);
  const [dx, dy] = [within(x, -left, 100 - right), within(y, -top, 100 - bottom)];
  return corners.map(([a, b]) => [round(a + dx), round(b + dy)]);
}

export function sized(corners, x, y) {
  const { left, top, right, bottom } = boxOf(corners);
  const wide = within(right + x, left + LEAST, 100);
  const high = within(bottom + y, top + LEAST, 100);
  return fitted(corners, { left, top, right: wide, bottom: high });
}
