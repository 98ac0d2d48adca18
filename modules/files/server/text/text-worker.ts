import { parentPort, workerData } from 'node:worker_threads';
import { officeText } from './office-text.ts';
import { pdfText } from './pdf-text.ts';
import type { TextAsked } from './text-in-worker.ts';

const { kind, bytes, most } = workerData as TextAsked;
parentPort?.postMessage(kind === 'pdf' ? await pdfText(bytes, most) : officeText(bytes, most));
