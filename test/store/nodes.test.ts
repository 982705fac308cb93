import { describe, expect, it } from 'vitest';
import { freshDatabase, inStore, noNodes } from './standing.js';

describe.skipIf(noNodes)(inStore('the nodes of the tests'), () => {
  it('are shards of one cluster, and keep to their users', async () => {
    const { nodes } = await freshDatabase('nodes');
    const [one, two] = nodes.nodes;
    expect(await one?.ask(`select count() from clusterAllReplicas('two', system.one)`)).toBe('2');
    expect(await two?.ask('select currentUser()', { user: 'loader', password: 'p@ss:word/1' })).toBe('loader');
    const written = one?.ask('create table nodes.x (a Int64) order by a', { user: 'reader', password: 'p@ss:word/1' });
    await expect(written).rejects.toThrow('readonly');
  });
});
