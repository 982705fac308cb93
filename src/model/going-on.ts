/** What takes long, one after the other: files are opened, scanned and read, their leads are joined, reports counted; or masked for a stranger, or brought into a store. */
export type Step = 'open' | 'scan' | 'read' | 'join' | 'count' | 'mask' | 'load';

/** Who is told what is going on: somebody may wait for it. */
export interface GoingOn {
  /** A step begins; `file`: as the user named it, `bytes`: how many of it there are to go through; where a store is loaded, rows. */
  begin(step: Step, file?: string, bytes?: number): void;
  /** So many of them are behind it. */
  reach(bytes: number): void;
}
