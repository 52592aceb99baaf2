import type { Admission, Mute } from '#domain/worlds/admission.ts';
import { muteText, type Sanction } from '#domain/worlds/sanction-texts.ts';
import type { Entry, Roster } from './roster.ts';
import type { NoticeMessage } from './space-messages.ts';

type Needs = {
  admission: Admission;
  roster: Roster;
  space: () => { publicId: string };
  /** What went wrong in the background; it is tried again with the next heartbeat. */
  report: (error: unknown) => void;
};

export type Mutes = ReturnType<typeof createMutes>;

/** Who in a room may not talk. They are told when that begins and ends, except that time goes by. */
export function createMutes({ admission, roster, space, report }: Needs) {
  function set(entry: Entry, mute: Mute | undefined): void {
    const before = entry.mute;
    entry.mute = mute;
    if (before?.terms.until === mute?.terms.until && before?.terms.reason === mute?.terms.reason) return;
    const notice: NoticeMessage = mute
      ? { code: 'MUTED', detail: muteText(mute.terms), ...mute.terms }
      : { code: 'UNMUTED', detail: 'You may talk in this space again.' };
    entry.client.send('notice', notice);
  }

  return {
    set,

    /** Reads again who is muted: of these players, or of all. */
    async look(entries: readonly Entry[] = roster.all()): Promise<void> {
      if (entries.length === 0) return;
      const { publicId } = space();
      try {
        const mutes = await admission.mutes(entries.map(({ actor }) => ({ actor, spacePublicId: publicId })));
        for (const [at, entry] of entries.entries()) set(entry, mutes[at]);
      } catch (error) {
        report(error);
      }
    },
  };
}

/** The mute that keeps a player from talking now; undefined where they may. */
export const muteNow = ({ mute }: Entry): Sanction | undefined =>
  mute && performance.now() < mute.endsAtMs ? mute.terms : undefined;
