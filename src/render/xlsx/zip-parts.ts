/** Packs the parts of a workbook into one archive. The bytes are the same whenever and wherever it is made. */
export async function zipParts(parts: ReadonlyMap<string, string>): Promise<Uint8Array> {
  const { ZipFile } = await import('yazl');
  const archive = new ZipFile();
  // A zip stores local time. With `forceDosTimestamp` noon of this day is the same in all time zones.
  const entry = { mtime: new Date(1980, 0, 1, 12), forceDosTimestamp: true };
  for (const [name, content] of parts) archive.addBuffer(Buffer.from(content), name, entry);
  archive.end();
  const chunks: Buffer[] = [];
  for await (const chunk of archive.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
