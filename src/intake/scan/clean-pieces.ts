import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Pass } from '../open/pass.js';
import type { Loaded } from './loaded.js';

/** So many bytes of a file are looked at together. */
export const PIECE = 1 << 20;
/** Behind a piece the pass reads as far as this. */
const BEYOND = 64;
/** After so many pieces other work gets its turn, a signal for example. */
const TURN = 4;
const [LF, CR] = [0x0a, 0x0d];

/**
 * Gives the clean rows of a file to a pass, piece by piece. It stops whenever the group of rows is full, and once at the
 * end, so that the caller can take the group. Of the first piece alone, only whole rows are given.
 */
export async function* cleanPieces(
  { clean, scan, file: { name }, goingOn }: Loaded,
  pass: Pass,
  isFirstPiece = false,
): AsyncGenerator<void> {
  const file = openSync(clean.path, 'r');
  try {
    const { size } = fstatSync(file);
    if (!isFirstPiece) goingOn?.begin('read', name, size);
    // For a small file a small memory, and one byte more: a piece that fills it may not be the last.
    const piece = Math.min(PIECE, size + 1);
    const room = Math.max(piece, scan.longest + 2);
    const at = pass.take(room + BEYOND + 2);
    let [have, pieces] = [0, 0];
    let position = clean.skip === 0 ? 0 : afterHeader(file, piece);
    for (let isLast = false; !isLast; ) {
      const read = readSync(file, new Uint8Array(pass.memory.buffer), at + have, room - have, position);
      position += read;
      goingOn?.reach(position);
      have += read;
      isLast = read === 0;
      if (isLast) have += endLine(new Uint8Array(pass.memory.buffer, at), have, scan.newline === 'crlf');
      new Uint8Array(pass.memory.buffer).fill(0, at + have, at + have + BEYOND);
      let used = pass.read(at, have);
      while (pass.isEnded.value === 1) {
        yield;
        used += pass.read(at + used, have - used);
      }
      new Uint8Array(pass.memory.buffer).copyWithin(at, at + used, at + have);
      have -= used;
      if (isFirstPiece) break;
      if (++pieces % TURN === 0) await new Promise(setImmediate);
    }
    yield;
  } finally {
    closeSync(file);
  }
}

/** Adds the newline that the last line of a file may lack. Gives how many bytes it takes. */
function endLine(bytes: Uint8Array, have: number, endsByCrLf: boolean): number {
  if (have === 0 || bytes[have - 1] === LF) return 0;
  bytes.set(endsByCrLf ? [CR, LF] : [LF], have);
  return endsByCrLf ? 2 : 1;
}

/** Where the header ends: in a file that is read where it lies, it is a single plain line. */
function afterHeader(file: number, piece: number): number {
  const bytes = Buffer.allocUnsafe(piece);
  for (let position = 0; ; position += bytes.length) {
    const read = readSync(file, bytes, 0, bytes.length, position);
    const found = bytes.subarray(0, read).indexOf(LF);
    if (found >= 0) return position + found + 1;
    if (read === 0) return position;
  }
}
