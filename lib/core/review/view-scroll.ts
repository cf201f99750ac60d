/**
 * Browsers cannot make an element higher than some 17 to 33 million pixels. A page that is higher has a scroll bar
 * of `physical` pixels: its first and last `edge` pixels stand for themselves, what is between is stretched.
 */
export type ScrollMap = { readonly virtual: number; readonly physical: number; readonly edge: number };

/** The highest element that is made. */
export const MOST_PIXELS = 12_000_000;
const EDGE = 200_000;
/** A single step of more pixels is a jump: the scroll bar was dragged, or a script went somewhere. */
const JUMP = 6_000;

/** @param virtual how high the page would be */
export function createScrollMap(virtual: number, most: number = MOST_PIXELS): ScrollMap {
  const physical = Math.min(virtual, most);
  return { virtual, physical, edge: Math.min(EDGE, physical / 4) };
}

/** Where on the scroll bar a place of the page is. */
export function toPhysical({ virtual, physical, edge }: ScrollMap, place: number): number {
  if (virtual === physical || place <= edge) return place;
  if (place >= virtual - edge) return place - virtual + physical;
  return edge + ((place - edge) * (physical - 2 * edge)) / (virtual - 2 * edge);
}

/** The place of the page that a position of the scroll bar stands for. */
export function toVirtual({ virtual, physical, edge }: ScrollMap, position: number): number {
  if (virtual === physical || position <= edge) return position;
  if (position >= physical - edge) return position - physical + virtual;
  return edge + ((position - edge) * (virtual - 2 * edge)) / (physical - 2 * edge);
}

/** Where the reader is on the scroll bar and on the page. */
export type ScrollPlace = { readonly position: number; readonly place: number };

/** The place after the scroll bar moved: small steps move the page as far, jumps go where the bar points. */
export function afterScroll(map: ScrollMap, last: ScrollPlace, position: number): ScrollPlace {
  if (map.virtual === map.physical) return { position, place: position };
  const step = position - last.position;
  const isJump = Math.abs(step) > JUMP;
  return { position, place: isJump ? toVirtual(map, position) : last.place + step };
}

/** How far the bar may be from where it belongs before it is put right while it moves: near an end there is no room. */
export function mustRecentre(map: ScrollMap, { position, place }: ScrollPlace): boolean {
  if (map.virtual === map.physical) return false;
  const belongs = toPhysical(map, place);
  if (Math.abs(belongs - position) < 1) return false;
  return position < map.edge || position > map.physical - map.edge;
}
