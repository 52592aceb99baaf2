/** Worked examples of the wire format. docs/protocol.md shows these bytes; tests hold both to the codec. */
export type GoldenFrame = { name: string; hex: string; meaning: string };

export const GOLDEN_MOVE: GoldenFrame = {
  name: 'move',
  hex: '64 00 00 00 06 ff 40 01',
  meaning: 'x 1.00 m, y 0.00 m, z -2.50 m, heading 64/256 of a turn (looking along +X), walking',
};

export const GOLDEN_UPDATE: GoldenFrame = {
  name: 'moves, update',
  hex: '00 02 02 00 01 00 42 ef 00 00 07 00 64 00 00 00 06 ff 40 01 2c 01 c4 ec 78 00 d2 04 80 03 09 00',
  meaning:
    'update, version 2, 2 avatars moved and 1 gone, 61.250 s after the room was created; ' +
    'avatar 7: the move above; ' +
    'avatar 300: x -49.24 m, y 1.20 m, z 12.34 m, heading half a turn (looking along -Z), jumping; ' +
    'avatar 9 is out of the area',
};

export const GOLDEN_KEYFRAME: GoldenFrame = {
  name: 'moves, keyframe',
  hex: '01 02 01 00 00 00 00 00 00 80 00 00 ff 7f 01 80 00 00 ff 05',
  meaning:
    'keyframe, version 2, 1 avatar, 2147483.648 s after the room was created; ' +
    'avatar 0: x 327.67 m, y -327.67 m, z 0.00 m, heading 255/256 of a turn, sitting',
};

export const GOLDEN_CORRECTION: GoldenFrame = {
  name: 'moves, correction',
  hex: '02 02 01 00 00 00 e8 03 00 00 07 00 00 00 00 00 f4 01 00 00',
  meaning:
    'correction, version 2, 1.000 s after the room was created; ' +
    'avatar 7, the one that receives it: x 0.00 m, y 0.00 m, z 5.00 m, looking along +Z, idle',
};

export const GOLDEN_FRAMES: readonly GoldenFrame[] = [
  GOLDEN_MOVE,
  GOLDEN_UPDATE,
  GOLDEN_KEYFRAME,
  GOLDEN_CORRECTION,
];
