import { DataStore, ERRORS, Upload } from '@tus/server';
import { refuse } from '../../contract/failure.ts';
import { tooManyUnfinished } from '../../contract/kernel-failures.ts';
import type { Kernel } from '../kernel.ts';

/** Unfinished uploads of one sender. */
const most = 20;
/** How long an upload may lie unfinished. */
const keptHours = 24;

/** Where the tus server puts what arrives: the bytes into the blob store, whose they are into the database. */
export class UploadStore extends DataStore {
  private readonly kernel: Kernel;

  constructor(kernel: Kernel) {
    super();
    this.kernel = kernel;
    this.extensions = ['creation', 'creation-with-upload', 'termination'];
  }

  /** `metadata` is ours by now: the caller and the operation. Refuses with `tooManyUnfinished`. */
  override async create(upload: Upload): Promise<Upload> {
    const { blobs, clock, database } = this.kernel;
    const { personId = null, program = null, operation = '' } = upload.metadata ?? {};
    const until = clock.now().add({ hours: keptHours }).toString();
    const made = await database.writePool.query(
      `with loose as (
         insert into kernel.loose_blob (id, until) select $1::text, $5
         where (select count(*) from kernel.resumable_upload
           where (person_id = $2::uuid or program = $7) and sha256 is null) < $6
         returning id
       )
       insert into kernel.resumable_upload (id, person_id, program, operation, size, until)
       select $1::uuid, $2::uuid, $7, $3, $4, $5 from loose`,
      [upload.id, personId, operation, upload.size, until, most, program],
    );
    if (made.rowCount === 0) throw refuse(tooManyUnfinished, { most });
    await blobs.append(upload.id, 0, (async function* () {})());
    return upload;
  }

  override write(stream: AsyncIterable<Uint8Array>, id: string, offset: number): Promise<number> {
    return this.kernel.blobs.append(id, offset, stream);
  }

  override async getUpload(id: string): Promise<Upload> {
    const { rows } = await this.kernel.database.writePool.query<{ size: string }>(
      'select size from kernel.resumable_upload where id = $1 and sha256 is null',
      [id],
    );
    const offset = await this.kernel.blobs.held(id);
    const [found] = rows;
    if (!found || offset === undefined) throw ERRORS.FILE_NOT_FOUND;
    return new Upload({ id, size: Number(found.size), offset });
  }

  override async remove(id: string): Promise<void> {
    const { blobs, database } = this.kernel;
    await database.writePool.query('delete from kernel.resumable_upload where id = $1', [id]);
    await database.writePool.query('delete from kernel.loose_blob where id = $1', [id]);
    await blobs.remove(id);
  }
}
