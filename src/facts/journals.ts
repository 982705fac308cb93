/** Call tracking numbers its calls and its requests separately; the heading of the ID column says which is meant. */
const KINDS: [kind: string, heading: RegExp][] = [
  ['call', /call|звон/iu],
  ['request', /request|заявк/iu],
];

/**
 * The journal that numbers the ad leads of a file. Every platform counts for itself: call 1001 is neither request 1001
 * nor lead 1001 of a form. Files of one journal may repeat each other's leads.
 */
export function journalOf({ source, headings }: { source: string; headings: ReadonlyMap<string, string> }): string {
  // `ID звонка Calltouch`: the name of the platform is no kind.
  const heading = (headings.get('lead_id') ?? '').toLowerCase().replaceAll(source, '');
  const kind = KINDS.find(([, pattern]) => pattern.test(heading))?.[0];
  return kind ? `${source} ${kind}` : source;
}
