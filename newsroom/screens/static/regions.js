// Regions of a page that belong to one piece: joined to one, or one parted. The lists that are given stay as they are.
import { joined, parted } from "./outline.js";

/** Whether two regions are of the same piece. */
export const isSamePiece = (one, other) => (one.path || one.words) !== "" && (one.path ? one.path === other.path : !other.path && one.words === other.words);

/** The regions when one is joined with all of its piece that it touches, and that these touch, and where it is; null when it touches none. */
export function together(regions, index) {
  let { corners } = regions[index];
  const taken = [index];
  for (let count = 0; count < taken.length; count++) {
    for (const [at, other] of regions.entries()) {
      if (taken.includes(at) || !isSamePiece(other, regions[index])) continue;
      const pair = [corners, other.corners]; // the later one gives way to the earlier
      const outline = joined(...(at < Math.min(...taken) ? pair.reverse() : pair));
      if (!outline) continue;
      corners = outline;
      taken.push(at);
    }
  }
  if (taken.length === 1) return null;
  const first = Math.min(...taken);
  const left = [...regions.entries()].filter(([at]) => at === first || !taken.includes(at));
  return { at: first, regions: left.map(([at, region]) => (at === first ? { ...region, corners } : region)) };
}

/** The regions with rectangles in place of one. */
export function apart(regions, index) {
  const own = regions[index];
  const pieces = parted(own.corners).map((corners, at) => ({ ...own, corners, line: at ? 0 : own.line }));
  return [...regions.slice(0, index), ...pieces, ...regions.slice(index + 1)];
}
