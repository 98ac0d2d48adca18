/** Pauses an upload and lets it go on. */
export class UploadHold {
  private isPaused = false;
  private heed: ((paused: boolean) => void) | undefined;

  get paused(): boolean {
    return this.isPaused;
  }

  pause(paused: boolean): void {
    this.isPaused = paused;
    this.heed?.(paused);
  }

  /** For whoever sends: told of every change. */
  listen(heed: ((paused: boolean) => void) | undefined): void {
    this.heed = heed;
  }
}
