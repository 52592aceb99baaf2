import { expect, test } from 'vitest';
import { missingFrom } from './profile-rules.ts';

const URL = 'https://example.com/me.png';
const nobody = { firstName: '', lastName: '', userName: '', image: null, avatarUrl: null };
const named = { ...nobody, firstName: 'Ada', lastName: 'Lovelace', userName: 'ada' };

test.each([
  ['nothing', nobody, ['firstName', 'lastName', 'userName', 'avatarUrl']],
  ['names and no picture', named, ['avatarUrl']],
  ['names and an empty picture', { ...named, image: '' }, ['avatarUrl']],
  ['names and an image', { ...named, image: URL }, []],
  ['names and an avatar', { ...named, avatarUrl: URL }, []],
  ['a picture and one name', { ...nobody, lastName: 'Lovelace', image: URL }, ['firstName', 'userName']],
])('ACC16 of a profile with %s, says what is missing', (_what, profile, missing) => {
  expect(missingFrom(profile)).toEqual(missing);
});
