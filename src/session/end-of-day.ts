/** A day given as the as-of moment means all of that day. */
export const endOf = (moment: string): string =>
  moment.length === 10 ? `${moment} 23:59:59.999999` : moment.replace('T', ' ');
