/** Whether the row in the place of a header is data: no heading is a number or a date. */
export const isData = (headings: readonly string[]): boolean =>
  headings.some((heading) => /^[^\p{L}\d]*\d[\d\s.,:/-]*$/u.test(heading.trim()));
