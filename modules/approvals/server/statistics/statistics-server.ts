import { exportStatistics } from '../queries/export-statistics.ts';
import { readStatistics } from '../queries/read-statistics.ts';
import { forgetPeople } from './forget-people.ts';
import { onEndedToStatistics } from './on/on-ended-to-statistics.ts';

/** The server face of statistics. */
export const statisticsHandlers = [readStatistics, exportStatistics];
export const statisticsSubscribers = [onEndedToStatistics];
export const statisticsRecurring = [forgetPeople];
