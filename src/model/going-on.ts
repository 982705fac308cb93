/**
 * The long steps of a run: files are opened, scanned and read, leads joined, reports computed; or files masked, or facts
 * loaded into a store.
 */
export type Step = 'open' | 'scan' | 'read' | 'join' | 'count' | 'mask' | 'load';

/** Who is told what is going on: somebody may wait for it. */
export interface GoingOn {
  /**
   * A step begins. `file` is named as the user named it; `bytes` is the amount to go through, or rows where a store is
   * loaded.
   */
  begin(step: Step, file?: string, bytes?: number): void;
  /** So many of them are behind it. */
  reach(bytes: number): void;
}
