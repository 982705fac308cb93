/** Call tracking numbers its calls and its requests apart; the heading of the ID says which. */
const KINDS: [kind: string, heading: RegExp][] = [
  ['call', /call|звон/iu],
  ['request', /request|заявк/iu],
];

/**
 * Whose numbers the IDs of a file's ad leads are: every platform counts by itself, so call 1001 is neither request 1001
 * nor lead 1001 of a form. Files of one journal may repeat its leads.
 */
export function journalOf({ source, headings }: { source: string; headings: ReadonlyMap<string, string> }): string {
  // `ID звонка Calltouch`: the name of the platform is no kind.
  const heading = (headings.get('lead_id') ?? '').toLowerCase().replaceAll(source, '');
  const kind = KINDS.find(([, pattern]) => pattern.test(heading))?.[0];
  return kind ? `${source} ${kind}` : source;
}
