/** A box in a chart. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Marked {
  readonly x: number;
  readonly y: number;
  readonly r: number;
  /** The width of the label. */
  readonly width: number;
}

const HEIGHT = 13;
const GAP = 3;

/**
 * Finds a place for the label of each point: beside, above or below it, within `bounds`, and over no other label, point
 * or box in `taken`. Null: there is no such place. The first points are placed first.
 */
export function placeLabels(points: readonly Marked[], bounds: Box, taken: readonly Box[] = []): (Box | null)[] {
  const discs = points.map(({ x, y, r }): Box => ({ x: x - r, y: y - r, width: 2 * r, height: 2 * r }));
  const placed: Box[] = [...taken];
  return points.map((point, at) => {
    const others = [...placed, ...discs.filter((_, other) => other !== at)];
    const found = placesOf(point).find((box) => isWithin(box, bounds) && !others.some((other) => overlap(box, other)));
    if (found) placed.push(found);
    return found ?? null;
  });
}

function placesOf({ x, y, r, width }: Marked): Box[] {
  const [right, left, middle] = [x + r + GAP, x - r - GAP - width, x - width / 2];
  const [above, below, level] = [y - r - GAP - HEIGHT, y + r + GAP, y - HEIGHT / 2];
  const places: [number, number][] = [
    [right, level],
    [left, level],
    [middle, above],
    [middle, below],
    [right, above],
    [right, below],
    [left, above],
    [left, below],
  ];
  return places.map(([boxX, boxY]) => ({ x: boxX, y: boxY, width, height: HEIGHT }));
}

export const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const isWithin = (box: Box, bounds: Box): boolean =>
  box.x >= bounds.x &&
  box.y >= bounds.y &&
  box.x + box.width <= bounds.x + bounds.width &&
  box.y + box.height <= bounds.y + bounds.height;
