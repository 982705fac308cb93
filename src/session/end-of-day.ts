/** The end of the as-of moment: a plain day means all of that day. */
export const endOf = (moment: string): string =>
  moment.length === 10 ? `${moment} 23:59:59.999999` : moment.replace('T', ' ');
