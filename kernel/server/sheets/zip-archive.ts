import { unzipSync } from 'fflate';
import { SHEET_LIMITS, SheetRefusal } from './sheet-grid.ts';

const broken = () => new SheetRefusal('file.broken');

/** The parts of a zip that an office file is read from, unpacked one by one on a common budget. Throws `SheetRefusal`. */
export class ZipArchive {
  private readonly bytes: Uint8Array;
  private readonly names = new Map<string, string>();
  private left = SHEET_LIMITS.unzippedMegabytes * 1024 * 1024;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    // Bit 0 of the flags: encrypted entries, as zip programs make them.
    if (((bytes[6] ?? 0) & 1) === 1) throw new SheetRefusal('file.password');
    this.unzip((name) => {
      if (this.names.size >= 10_000) throw broken();
      this.names.set(plainName(name), name);
      return false;
    });
  }

  /** The paths of its parts, as they are asked for. */
  paths(): string[] {
    return [...this.names.keys()];
  }

  has(path: string): boolean {
    return this.names.has(plainName(path));
  }

  text(path: string): string {
    const name = this.names.get(plainName(path));
    if (name === undefined) throw broken();
    let taken = false;
    const unpacked = this.unzip((entry, size) => {
      // A name may stand in an archive twice.
      if (entry !== name || taken) return false;
      taken = true;
      if (!(size <= this.left)) {
        const limit = SHEET_LIMITS.unzippedMegabytes;
        throw new SheetRefusal('file.unzips_too_big', { limit });
      }
      this.left -= size;
      return true;
    })[name];
    if (unpacked === undefined) throw broken();
    try {
      const wide = (unpacked[0] === 0xff && unpacked[1] === 0xfe) || (unpacked[0] === 0xfe && unpacked[1] === 0xff);
      return new TextDecoder(wide ? (unpacked[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(unpacked);
    } catch {
      throw broken();
    }
  }

  private unzip(take: (name: string, size: number) => boolean): Record<string, Uint8Array> {
    try {
      return unzipSync(this.bytes, { filter: (file) => take(file.name, Math.max(file.originalSize, file.size)) });
    } catch (fault) {
      if (fault instanceof SheetRefusal) throw fault;
      throw broken();
    }
  }
}

function plainName(path: string): string {
  return path.replaceAll('\\', '/').replace(/^\//, '').toLowerCase();
}
