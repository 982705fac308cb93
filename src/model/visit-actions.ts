/**
 * Whether actions are those of web analytics: views of pages, downloads and clicks, counted beside visits and what is
 * told of them. Nobody has a target action three times a visit.
 */
export const areOfVisits = (heading: string, headings: readonly string[]): boolean =>
  ACTIONS.test(heading.trim()) &&
  [VISITS, OF_VISITS].every((beside) => headings.some((one) => beside.test(one.trim())));
const ACTIONS = /^(?:actions|aktionen|acciones|ações|azioni|действия)$/iu;
const VISITS = /^(?:visits|visites?|besuche|visitas|визиты)$/iu;
const OF_VISITS =
  /^(?:bounces?|bounce rate|(?:actions|pages) per visit|avg\.? (?:time on (?:web)?site|visit duration)|taux de rebond|absprungrate|(?:tasa|porcentaje) de rebotes?|taxa de rejeição|отказы|(?:показатель|процент) отказов)$/iu;
