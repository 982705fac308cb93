/**
 * A process that is a ClickHouse node: clickhouse-local out of libchdb.so, which listens on loopback until its standard
 * input closes, so that no node outlives whoever started it. `node node.mjs FOLDER`: the folder holds config.xml, and the
 * node's data from one start to the next.
 */
import { join } from 'node:path';
import { resolveLibchdb } from 'chdb/libchdb';
import { DataType, load, open } from 'ffi-rs';

const folder = process.argv[2];
const args = [
  'clickhouse',
  `--path=${join(folder, 'data')}`,
  `--config-file=${join(folder, 'config.xml')}`,
  '--multiquery',
  '--query',
  // The last statement waits for lines of standard input.
  "SYSTEM START LISTEN HTTP; SYSTEM START LISTEN TCP; SELECT x FROM file('-', 'LineAsString', 'x String') FORMAT Null",
];
open({ library: 'chdb', path: resolveLibchdb().path });
load({
  library: 'chdb',
  funcName: 'chdb_query_cmdline',
  retType: DataType.I32,
  paramsType: [DataType.I32, DataType.StringArray],
  paramsValue: [args.length, args],
});
