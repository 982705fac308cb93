import { text } from '../../error.js';
import { placeOf } from '../../model/entry-place.js';
import { mask } from '../../model/fold.js';
import type { LedgerEntry, Warning } from '../../model/report.js';
import { counted } from '../../model/text.js';
import type { Loaded } from '../scan/loaded.js';
import { entryOf } from '../shape/entry.js';
import { headingWarnings } from './heading-warnings.js';
import { unreadColumns } from './unread-columns.js';

/** What the bytes of a file say of how it came to be. */
function bytesWarnings(
  file: string,
  { marks, lost, looksTruncated, scan, encoding, isDoubtful, said }: Loaded,
): Warning[] {
  const warnings: Warning[] = [];
  const [how] = said;
  if (isDoubtful && how)
    warnings.push({
      code: 'encoding-doubtful',
      count: 1,
      message: text(
        `${file}: not valid UTF-8, and ${how.en}, which few letters tell: look whether that is right; --encoding, or encoding: in funnel.yaml, says which it is (${encoding}, or another)`,
        `${file}: это не UTF-8, ${how.ru}, но букв для этого мало: посмотрите, верно ли; --encoding или encoding: в funnel.yaml укажет кодировку (${encoding} или другую)`,
      ),
    });
  if (looksTruncated)
    warnings.push({
      code: 'looks-truncated',
      count: 1,
      message: text(
        `${file}: the file looks truncated: download it again`,
        `${file}: файл, похоже, оборван: скачайте его ещё раз`,
      ),
    });
  if (scan.swallowing > 0)
    warnings.push({
      code: 'rows-in-cells',
      count: scan.swallowing,
      message: text(
        `${file}: ${counted(scan.swallowing, 'cell')} of several lines with lines that look like rows: a quote may have swallowed them`,
        `${file}: ячеек, внутри которых есть строки, похожие на данные: ${scan.swallowing}; возможно, их поглотила кавычка`,
      ),
    });
  if (marks > 0)
    warnings.push({
      code: 'marks-inside',
      count: marks,
      message: text(
        `${file}: ${counted(marks, 'byte order mark')} in mid-file, taken out: files were joined`,
        `${file}: внутри метки порядка байтов (${marks}), убраны: файлы склеены`,
      ),
    });
  if (lost > 0)
    warnings.push({
      code: 'lost-characters',
      count: lost,
      message: text(
        `${file}: ${counted(lost, 'letter')} lost before it came here (U+FFFD): names may not match`,
        `${file}: букв, потерянных раньше (U+FFFD): ${lost}; названия могут не совпасть`,
      ),
    });
  return warnings;
}

/** The first table is what the export was made for. The next one is left out, and its contents are told. */
function secondTable(file: string, { secondTable: line }: Loaded): Warning[] {
  if (line === undefined) return [];
  return [
    {
      code: 'second-table',
      count: 1,
      message: text(
        `${file}: a second table from line ${line} on is not read; to use it, save it as a file of its own`,
        `${file}: со строки ${line} идёт вторая таблица, она не прочитана; если она нужна, сохраните её отдельным файлом`,
      ),
    },
  ];
}

/** Which rate was taken, and of which day, only the platform knows. */
function amountsConverted(file: string, { converted }: Loaded): Warning[] {
  if (converted === undefined) return [];
  const { from, to } = converted;
  return [
    {
      code: 'amounts-converted',
      count: 1,
      message: text(
        `${file}: «${from}» is in several currencies: «${to}» is read, as the platform converted it`,
        `${file}: «${from}» в разных валютах: взят «${to}», пересчитанный самой площадкой`,
      ),
    },
  ];
}

/** They tell of the rows above them. A person may call a campaign so, and has to know that it was left out. */
function rowsBeside(file: string, { beside }: Loaded): Warning[] {
  if (beside.length === 0) return [];
  const list = (line: string) =>
    beside
      .slice(0, 3)
      .map((one) => `«${mask(one.label)}» (${line} ${one.line})`)
      .join(', ');
  return [
    {
      code: 'rows-beside',
      count: beside.length,
      message: text(
        `${file}: not counted, being no spend by what they are called: ${list('line')}; where one is, call it otherwise`,
        `${file}: не учтены, так как по названию это не расход: ${list('строка')}; если расход, назовите строку иначе`,
      ),
    },
  ];
}

/** A sheet that looks like an export and is not read may be half of the spend. */
function passedOver(file: string, { passedOver: names }: Loaded): Warning[] {
  if (names.length === 0) return [];
  const [book] = file.split('/');
  const list = names.map((name) => `«${name}»`).join(', ');
  const entry = entryOf(`${book}/${names[0]}`, {});
  return [
    {
      code: 'sheets-not-read',
      count: names.length,
      message: text(
        `${book}: ${list} not read, beside a sheet that is; where it is more than a summary, name both in funnel.yaml, this one as ${entry}`,
        `${book}: рядом с прочитанным листом не прочитаны: ${list}; если это не сводка, назовите в funnel.yaml оба, этот как ${entry}`,
      ),
    },
  ];
}

/** Which kinds are meant, only a person knows where none is called leads. */
function resultsOfKinds(file: string, { recognised: { mixed } }: Loaded): Warning[] {
  if (mixed === undefined) return [];
  const { heading, leads, others } = mixed;
  const list = (kinds: readonly string[]) =>
    kinds
      .slice(0, 3)
      .map((kind) => `«${mask(kind)}»`)
      .join(', ') + (kinds.length > 3 ? ' …' : '');
  const column = text(
    'put those that are meant into a column of their own, and name it in funnel.yaml: columns: {actions: …}',
    'вынесите нужные в отдельный столбец и назовите его в funnel.yaml: columns: {actions: …}',
  );
  const what =
    leads.length > 0
      ? text(
          `of which only leads count as target actions (${list(leads)}), and not ${list(others)}; where others count too, ${column.en}`,
          `целевыми действиями считаются только лиды (${list(leads)}), а ${list(others)} — нет; если нужны и они, ${column.ru}`,
        )
      : text(
          `none of them leads (${list(others)}): target actions are unknown; ${column.en}`,
          `и лидов среди них нет (${list(others)}): целевые действия неизвестны; ${column.ru}`,
        );
  return [
    {
      code: 'results-of-kinds',
      count: others.length,
      message: text(
        `${file}: «${heading}» holds results of several kinds, ${what.en}`,
        `${file}: в столбце «${heading}» результаты разных видов, ${what.ru}`,
      ),
    },
  ];
}

function standIn(file: string, { recognised }: Loaded): Warning {
  const heading = recognised.columns.get('clicks')?.heading ?? '';
  return {
    code: 'clicks-stand-in',
    count: 1,
    message: text(
      `${file}: «${heading}» stand in for clicks (views of a video count among them)`,
      `${file}: вместо кликов взяты «${heading}» (среди них и просмотры видео)`,
    ),
  };
}

/** Microsoft writes this above the header of a report whose last day is not over. */
const INCOMPLETE = /^[\s"]*potential incomplete data:\s*true\b/iu;

function saysIncomplete(file: string, { shape }: Loaded): Warning[] {
  if (!shape.preamble.some((line) => INCOMPLETE.test(line))) return [];
  return [
    {
      code: 'says-incomplete',
      count: 1,
      message: text(
        `${file}: the export says that its data may not be complete: its last days may have cost more; download it again once they are over`,
        `${file}: выгрузка сообщает, что данные могут быть неполными: за последние дни расход может вырасти; скачайте её ещё раз, когда они закончатся`,
      ),
    },
  ];
}

const NOTHING = text(
  'known, and no export of leads or ads: left out',
  'известна, но в ней нет ни лидов, ни рекламы: не учтена',
);

/** What a person should know of how the files were read. */
export function warningsOf(
  loaded: readonly Loaded[],
  ofRows: readonly (readonly Warning[])[],
  ledger: readonly LedgerEntry[],
): Warning[] {
  const warnings: Warning[] = [];
  for (const [index, line] of ledger.entries()) {
    const { file } = line;
    if (line.rejected > 0)
      warnings.push({
        code: 'rejected-lines',
        count: line.rejected,
        message: text(
          `${file}: ${counted(line.rejected, 'line')} could not be used; funnel check says which`,
          `${file}: не использовано строк: ${line.rejected}; какие — покажет funnel check`,
        ),
      });
    for (const [heading, count] of line.bad_cells)
      warnings.push({
        code: 'bad-cells',
        count,
        message: text(
          `${file}: ${counted(count, 'cell')} of «${heading}» cannot be read, so the value is unknown`,
          `${file}: ячеек «${heading}», которые не читаются и считаются неизвестными: ${count}`,
        ),
      });
    // What to type is said of any file, and typed of this one.
    const place = (words: string) => words.replaceAll('path: …', placeOf(file));
    const unread = loaded[index]?.recognised.unread ?? NOTHING;
    if (line.table === 'none')
      warnings.push({
        code: 'left-out',
        count: line.excluded,
        message: text(`${file}: ${place(unread.en)}`, `${file}: ${place(unread.ru)}`),
      });
    if (line.rows === 0)
      warnings.push({
        code: 'no-rows',
        count: 1,
        message: text(`${file}: a header and no rows`, `${file}: только заголовок, строк нет`),
      });
    warnings.push(...(ofRows[index] ?? []), ...bytesWarnings(file, loaded[index] as Loaded));
    warnings.push(...saysIncomplete(file, loaded[index] as Loaded));
    warnings.push(...secondTable(file, loaded[index] as Loaded), ...amountsConverted(file, loaded[index] as Loaded));
    warnings.push(...rowsBeside(file, loaded[index] as Loaded), ...resultsOfKinds(file, loaded[index] as Loaded));
    warnings.push(...unreadColumns(loaded[index] as Loaded), ...passedOver(file, loaded[index] as Loaded));
    if (loaded[index]?.recognised.clicksStandIn) warnings.push(standIn(file, loaded[index] as Loaded));
  }
  warnings.push(...headingWarnings(loaded));
  return warnings;
}
