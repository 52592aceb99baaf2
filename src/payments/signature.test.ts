import { describe, expect, test } from 'vitest';
import { sign, TOLERANCE_SECONDS, verify } from './signature.ts';

const secret = Buffer.from('a secret of this test');
const body = Buffer.from('{"id":"evt_1"}');
const NOW = 1_800_000_000;
const header = sign(secret, body, NOW);
const [, mac] = header.split('v1=') as [string, string];

describe('a signature', () => {
  test('is HMAC-SHA256 over the time, a dot and the body', () => {
    expect(header).toBe('t=1800000000,v1=1c809d9bbeb8bc3f8072e256c38079a4b784eb450cf6aaf795690f56ee65ab7b');
  });

  test.each([
    ['as it was made', header],
    ['among others, as while the secret changes', `t=${NOW},v1=${'0'.repeat(64)},v1=${mac}`],
    ['with parts that we do not know', `v0=abc,${header},v9=x`],
  ])('PAY7 is right %s', (_how, given) => expect(verify(secret, given, body, NOW)).toBe('valid'));

  test.each([
    ['without a header', undefined],
    ['with an empty header', ''],
    ['without a time', `v1=${mac}`],
    ['without a signature', `t=${NOW}`],
    ['with another time', `t=${NOW + 1},v1=${mac}`],
    ['with two times', `t=${NOW},t=${NOW - 999},v1=${mac}`],
    ['with a time that is none', `t=now,v1=${mac}`],
    ['cut short', `t=${NOW},v1=${mac.slice(0, 62)}`],
    ['made longer', `t=${NOW},v1=${mac}00`],
    ['of an older scheme', `t=${NOW},v0=${mac}`],
    ['of nothing', `t=${NOW},v1=`],
  ])('PAY7 is wrong %s', (_how, given) => expect(verify(secret, given, body, NOW)).toBe('not-signed'));

  test('PAY7 is wrong for another body or with another secret', () => {
    expect(verify(secret, header, Buffer.from('{"id":"evt_2"}'), NOW)).toBe('not-signed');
    expect(verify(Buffer.from('another'), header, body, NOW)).toBe('not-signed');
  });

  test('PAY7 is good for 300 seconds, both ways', () => {
    expect(TOLERANCE_SECONDS).toBe(300);
    for (const seconds of [-300, 300]) expect(verify(secret, header, body, NOW + seconds)).toBe('valid');
    for (const seconds of [-301, 301]) expect(verify(secret, header, body, NOW + seconds)).toBe('stale');
    expect(verify(secret, `t=${NOW},v1=${'0'.repeat(64)}`, body, NOW + 301)).toBe('not-signed');
  });
});
