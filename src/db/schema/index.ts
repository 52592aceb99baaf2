export * from './analytics.ts';
export * from './auth.ts';
export * from './avatars.ts';
export * from './creators.ts';
export * from './points.ts';
export * from './relations.ts';
export * from './store.ts';
export * from './worlds.ts';
