import { attendanceBreakages } from './breakages/attendance-breakages.ts';
import type { Breakage } from './breakages/breakage.ts';
import { leavingBreakages } from './breakages/leaving-breakages.ts';
import { pointsBreakages } from './breakages/points-breakages.ts';
import { storeBreakages } from './breakages/store-breakages.ts';

/** Ways to break each invariant in a database that was played on, and what else is wrong then. For tests. */
export const breakages: Breakage[] = [
  ...pointsBreakages,
  ...storeBreakages,
  ...attendanceBreakages,
  ...leavingBreakages,
];
