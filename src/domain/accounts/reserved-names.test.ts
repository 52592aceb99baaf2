import { describe, expect, test } from 'vitest';
import { assertPersonNotPlatform, isReserved, namesPlatform } from './reserved-names.ts';

describe('NAME3 a userName', () => {
  test.each([
    ...[
      'admin',
      'Adm1n',
      '4dm1n',
      'admin_',
      '_admin',
      'admin1',
      'admin_007',
      'a_d_m_i_n',
      'aclmin',
      'NovaAdmin',
    ],
    ...[
      '5upport',
      'sUpp0rt',
      'SupportTeam',
      'Nova_Moderator',
      'm0derator',
      'rnoderator',
      'Mod_Nova',
      'st4ff',
    ],
    ...['official_nova', '0fficial', 'offidal', 'R00T', 'rne', '_me', 'b0t', 'NU11'],
    ...['Triberspace', 'Triberspace_HQ', 'tr1b3r5pac3', 'tribe_rspace', 'TriberSpaceFan', 'my_triberspace'],
  ])('%s is reserved', (userName) => {
    expect(isReserved(userName)).toBe(true);
  });

  test.each([
    ...['badminton', 'supporter', 'supportive', 'modern', 'm0dern', 'moderate', 'Modest_Mouse', 'model_T'],
    ...['Staffan', 'Damian', 'Simone', 'comrade', 'admiral', 'official1y', 'tea_bot', 'bot42', 'help_me_out'],
    ...['root_beer', 'here_we_go', 'system_of_a_down', 'server_room', 'me2you', 'tribal', 'tribe_space'],
  ])('%s is free', (userName) => {
    expect(isReserved(userName)).toBe(false);
  });
});

describe('NAME10 a display name', () => {
  test.each([
    ...[
      'Triberspace Support',
      'The TRIBERSPACE Shop',
      'T r i b e r s p a c e',
      'Trib3r·space',
      'Tríberspace',
    ],
    ...['ＴＲＩＢＥＲＳＰＡＣＥ', 'Тribеrspасе'],
  ])('%s names the platform', (name) => {
    expect(namesPlatform(name)).toBe(true);
  });

  test.each(['Tribe of Space', 'Spacetribe', 'Ada Lovelace', 'Support the band', '李雷'])(
    '%s does not',
    (name) => {
      expect(namesPlatform(name)).toBe(false);
    },
  );

  test('of a person is looked at as a whole, and is an admin’s to choose', () => {
    const ada = { firstName: 'Ada', lastName: 'Lovelace' };
    const refused = (details: object) => expect.objectContaining({ code: 'INVALID', details });
    const at = (path: string) =>
      refused(expect.objectContaining({ errors: [expect.objectContaining({ path })] }));
    const check =
      (names: object, now = ada, role = 'user') =>
      () =>
        assertPersonNotPlatform({ role }, names, now);
    expect(check({ firstName: 'Triberspace' })).toThrow(at('firstName'));
    expect(check({ firstName: 'Ada', lastName: 'of Triberspace' })).toThrow(at('lastName'));
    expect(check({ firstName: 'Triber', lastName: 'Space' })).toThrow(at('lastName'));
    expect(check({ lastName: 'Space' }, { firstName: 'Triber', lastName: 'X' })).toThrow(at('lastName'));
    expect(check({ firstName: 'Ada' })).not.toThrow();
    expect(check({ firstName: 'Triberspace' }, ada, 'admin')).not.toThrow();
  });
});
