import type { Recognised } from './recognised.js';

/** Client IDs of web analytics are of use only beside a list of touches: without one their columns are not read. */
export function clientsOfTouches<File extends { recognised: Recognised }>(files: readonly File[]): readonly File[] {
  if (files.some(({ recognised }) => recognised.table === 'touches')) return files;
  return files.map((one) => {
    const { table, columns } = one.recognised;
    if (table !== 'crm' || !CLIENTS.some((field) => columns.has(field))) return one;
    const others = new Map([...columns].filter(([field]) => !CLIENTS.includes(field)));
    return { ...one, recognised: { ...one.recognised, columns: others } };
  });
}

const CLIENTS = ['client_id', 'google_client_id'];
