import { mask } from './fold.js';

const short = (heading: string): string => (heading.length > 30 ? `${heading.slice(0, 29)}…` : heading);

/** Headings as messages show them: the first six, shortened and masked, since without a header they are somebody's data. */
export const shownHeadings = (headings: readonly string[]): string =>
  headings
    .slice(0, 6)
    .map((heading) => `«${short(mask(heading))}»`)
    .join(', ') + (headings.length > 6 ? ' …' : '');
