import { text, UserError } from '../../error.js';

const CONTROLS = Array.from({ length: 32 }, (_, code) => code).filter((code) => code < 0x09 || code > 0x0d);

/** Text has tabs, newlines and form feeds; any other control character shows that this is not text. */
export function refuseControls(bytes: Buffer, there: ReadonlySet<string>, name: string): void {
  const found = CONTROLS.filter((code) => there.has(String.fromCharCode(code))).map((code) => bytes.indexOf(code));
  if (found.length === 0) return;
  const at = Math.min(...found);
  const code = (bytes[at] as number).toString(16).padStart(2, '0');
  throw new UserError(
    bytes[at] === 0
      ? text('holds NUL bytes: this is not text', 'внутри нулевые байты: это не текст')
      : text(
          `holds control characters (\\x${code}): this is not text`,
          `внутри управляющие символы (\\x${code}): это не текст`,
        ),
    {
      file: name,
      line: bytes.subarray(0, at).filter((byte) => byte === 0x0a).length + 1,
      hint: text(
        'download the export again, or delete them in the file',
        'скачайте выгрузку ещё раз или удалите их в файле',
      ),
    },
  );
}

const [MARK, LOST] = ['\ufeff', '\ufffd'];

/** `there`: the characters that the text has, so that only texts with marks are searched. */
export function withoutMarks<T extends { bytes: Buffer; verbatim: boolean }>(
  decoded: T,
  there: ReadonlySet<string>,
): T & { marks: number; lost: number } {
  const counted = (char: string) => (there.has(char) ? count(decoded.bytes, Buffer.from(char)) : 0);
  const [marks, lost] = [counted(MARK), counted(LOST)];
  if (marks === 0) return { ...decoded, marks, lost };
  const parts: Buffer[] = [];
  let from = 0;
  for (let at = decoded.bytes.indexOf(MARK); at >= 0; at = decoded.bytes.indexOf(MARK, from)) {
    parts.push(decoded.bytes.subarray(from, at));
    from = at + Buffer.byteLength(MARK);
  }
  return { ...decoded, bytes: Buffer.concat([...parts, decoded.bytes.subarray(from)]), verbatim: false, marks, lost };
}

function count(bytes: Buffer, needle: Buffer): number {
  let found = 0;
  for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + needle.length)) found++;
  return found;
}

/** Without making a string of it: a large file has no room for one, and its first letter already answers. */
export function isBlank(bytes: Buffer): boolean {
  for (let at = 0; at < bytes.length; at++) {
    if ((bytes[at] as number) <= 0x20) continue;
    const wide = ['\u00a0', '\ufeff', '\u2028', '\u200b'].find(
      (char) => bytes.subarray(at, at + 3).indexOf(char) === 0,
    );
    if (wide === undefined) return false;
    at += Buffer.byteLength(wide) - 1;
  }
  return true;
}
