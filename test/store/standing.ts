import { type StoreAddress, storeAddress } from '../../src/model/store-address.js';
import { type Nodes, startNodes, whyNot } from '../cluster/nodes.mjs';

/** Why the tests of a store are skipped on this machine. */
export const noNodes: string | undefined = whyNot();

/** What `describe.skipIf` is told: the reason stands in the name, so that nothing is skipped without a word. */
export const inStore = (what: string): string => (noNodes === undefined ? what : `${what} (skipped: ${noNodes})`);

let standing: Promise<Nodes> | undefined;

/**
 * Two shards for all tests of a worker, which end with it. The first of them, asked by itself, is one node as well. Each
 * file of tests takes a database of its own; who kills a node starts some of his own.
 */
export const standingNodes = (): Promise<Nodes> => {
  standing ??= startNodes(2);
  return standing;
};

/** A database on every node, empty, and the addresses of it: on two shards, and on one node alone. */
export const freshDatabase = async (name: string): Promise<{ two: string; one: string; nodes: Nodes }> => {
  const nodes = await standingNodes();
  for (const node of nodes.nodes)
    for (const database of [name, `${name}_one`]) {
      await node.ask(`drop database if exists ${database} sync`);
      await node.ask(`create database ${database}`);
    }
  return {
    two: `clickhouse://${nodes.hosts}/${name}?cluster=${nodes.cluster}`,
    one: `clickhouse://${nodes.nodes[0]?.host}/${name}_one`,
    nodes,
  };
};

export const addressOf = (written: string): StoreAddress => {
  const address = storeAddress(written);
  if ('wrong' in address) throw new Error(address.wrong.en);
  return address;
};
