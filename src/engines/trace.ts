import { type Dialect, inDialect } from './spell.js';
import { numbered, type Sql } from './sql.js';

/** Receives the statements of a run one by one, with the time that each took. */
export type Tell = (told: string) => void;

/**
 * Runs a statement and reports it: `-- 3 · 12.4 ms · 20.1 ms CPU · 7 rows`, and the statement laid out below. CPU is that
 * of all threads, which is meaningful on a busy machine where the time is not. The clock is read only for this; no number
 * of a report comes from it.
 */
export function tracer(
  tell: Tell,
  dialect: Dialect,
): <T>(statement: Sql, work: () => Promise<T>, rows: (result: T) => number) => Promise<T> {
  let count = 0;
  return async (statement, work, rows) => {
    const started = process.hrtime.bigint();
    const before = process.cpuUsage();
    const result = await work();
    const { user, system } = process.cpuUsage(before);
    const ms = Number((process.hrtime.bigint() - started) / 1000n) / 1000;
    const cpu = (user + system) / 1000;
    count += 1;
    tell(
      `-- ${count} · ${ms.toFixed(1)} ms · ${cpu.toFixed(1)} ms CPU · ${rows(result)} rows\n${laidOut(
        inDialect(
          numbered(statement, (n) => `$${n}`),
          dialect,
        ),
      )};\n`,
    );
    return result;
  };
}

/** Words that begin a line when a statement is laid out for a person. */
const CLAUSE =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|[()]|\b(?:create table|create view|insert into|select|from|where|group by|order by|having|qualify|union all|left join|join)\b/giu;

/** One clause per line, indented by its brackets. Quoted text stays as it is. */
function laidOut(statement: string): string {
  let depth = 0;
  return statement
    .replace(/\s*\n\s*/g, ' ')
    .replace(CLAUSE, (token, at: number, all: string) => {
      if (token === '(') depth += 1;
      else if (token === ')') depth -= 1;
      else if (!/^['"]/.test(token) && at > 0 && all[at - 1] !== '(') return `\n${'  '.repeat(depth)}${token}`;
      return token;
    })
    .replace(/[ \t]+\n/g, '\n');
}
