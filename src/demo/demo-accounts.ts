/** The password of every demo account. It is public: there is no demo world in production. */
export const DEMO_PASSWORD = 'triberspace-demo';

export type DemoUserName = 'creator' | 'player_one' | 'player_two' | 'operator';

export type DemoAccount = {
  userName: DemoUserName;
  email: string;
  firstName: string;
  lastName: string;
  /** What one can do with it, for people. */
  purpose: string;
};

/** Who one can sign in as to try the demo world. */
export const demoAccounts: readonly DemoAccount[] = [
  {
    userName: 'creator',
    email: 'creator@example.com',
    firstName: 'Cleo',
    lastName: 'Marsh',
    purpose: 'owns the world, the store and the events',
  },
  {
    userName: 'player_one',
    email: 'player_one@example.com',
    firstName: 'Paula',
    lastName: 'Ito',
    purpose: 'visits, with 150 points to spend',
  },
  {
    userName: 'player_two',
    email: 'player_two@example.com',
    firstName: 'Tariq',
    lastName: 'Boone',
    purpose: 'visits, with 150 points to spend',
  },
  {
    userName: 'operator',
    email: 'operator@example.com',
    firstName: 'Olga',
    lastName: 'Reyes',
    purpose: 'admin: base models and wearables of the platform',
  },
];
