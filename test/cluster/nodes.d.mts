export interface Node {
  /** `127.0.0.1:8123` */
  readonly host: string;
  readonly http: number;
  readonly pid: number | undefined;
  readonly log: string;
  start(): Promise<void>;
  kill(): Promise<void>;
  freeze(): void;
  thaw(): void;
  ask(statement: string, settings?: Record<string, string>): Promise<string>;
}
export interface Nodes {
  readonly nodes: readonly Node[];
  readonly cluster: string;
  readonly hosts: string;
  stop(): Promise<void>;
}
export const whyNot: () => string | undefined;
export const startNodes: (
  count?: number,
  how?: { profiles?: Readonly<Record<string, string>>; zone?: string },
) => Promise<Nodes>;
