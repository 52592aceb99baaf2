// Of docs/openapi.json, sha256 d8e3a8e05828e103fe7bf1381a4434a5ade1c0fc667d2f1891ecbde137e04032. Written by `npm run client`: do not edit.

export interface paths {
    "/api/auth/change-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change the password. Every other session ends, unless `revokeOtherSessions` is false; use the `token` of the answer from now on
         * @description Change the password of the user
         */
        post: operations["authChangePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/get-session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The session and its user; null for nobody
         * @description Get the current session
         */
        get: operations["authGetSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/list-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where you are signed in; each `token` works as `Authorization: Bearer` and for /revoke-session
         * @description List all active sessions for the user
         */
        get: operations["authListSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/revoke-other-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End every session but this one
         * @description Revoke all other sessions for the user except the current one
         */
        post: operations["authRevokeOtherSessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/revoke-session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End one session of yours, by its token as /list-sessions has it; its rooms are left at once
         * @description Revoke a single session
         */
        post: operations["authRevokeSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/revoke-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End every session
         * @description Revoke all sessions for the user
         */
        post: operations["authRevokeSessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sign-in/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in. The `token` is good for `Authorization: Bearer` and for the SDK
         * @description Sign in with email and password
         */
        post: operations["authSignIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign out: the session ends
         * @description Sign out the current user
         */
        post: operations["authSignOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sign-up/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make an account and sign in. POST /api/v1/auth/signup-full does the same with clearer refusals
         * @description Sign up a user using email and password
         */
        post: operations["authSignUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/update-user": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change your account. PUT /api/v1/users/profile does the same with clearer refusals
         * @description Update the current user
         */
        post: operations["authUpdateUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/check-username": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Whether a userName is free
         * @description Who may: Anybody.
         */
        post: operations["checkUserName"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/complete-profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Fill in your profile; what is not given stays as it is
         * @description Who may: Whoever is signed in.
         */
        post: operations["completeMyProfile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The signed-in user
         * @description Who may: Whoever is signed in.
         */
        get: operations["getSignedInUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The whole account of the signed-in user
         * @description Who may: Whoever is signed in.
         */
        get: operations["getMyProfile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/profile-status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether your profile is complete, which is names and a picture, and what is missing
         * @description Who may: Whoever is signed in.
         */
        get: operations["getMyProfileStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/signup-full": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make an account, sign in, and get a token for game clients
         * @description Who may: Anybody.
         */
        post: operations["signUpFull"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/avatars/base-models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The base models of avatars, with their slots
         * @description Who may: Anybody.
         */
        get: operations["listBaseModels"];
        put?: never;
        /**
         * Add a base model
         * @description Who may: Administrators.
         */
        post: operations["addBaseModel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/avatars/base-models/{baseModelId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change a base model; `slots` names all that it has from then on
         * @description Who may: Administrators.
         */
        put: operations["updateBaseModel"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/avatars/inventory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The wearables that you own, the oldest first
         * @description Who may: Whoever is signed in.
         */
        get: operations["listMyWearables"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/avatars/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The wearables, the oldest first
         * @description Who may: Anybody.
         */
        get: operations["listWearables"];
        put?: never;
        /**
         * Add a wearable: yours to sell, or the platform's own when an admin adds it
         * @description Who may: Creators.
         */
        post: operations["addWearable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/avatars/items/{itemId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change how your wearable looks, also where it is worn now; an admin changes any
         * @description Who may: The creator whose it is.
         */
        put: operations["updateWearable"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/avatars/my-avatar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The avatar that you are seen as; made for you if you have none
         * @description Who may: Whoever is signed in.
         */
        get: operations["getMyAvatar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/avatars/my-avatars": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your avatars, the oldest first
         * @description Who may: Whoever is signed in.
         */
        get: operations["listMyAvatars"];
        put?: never;
        /**
         * Make an avatar, and be seen as it
         * @description Who may: Whoever is signed in.
         */
        post: operations["createMyAvatar"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/avatars/my-avatars/{avatarId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Rename an avatar, or be seen as it
         * @description Who may: Whoever is signed in.
         */
        put: operations["updateMyAvatar"];
        post?: never;
        /**
         * Delete an avatar; you are seen as another one if it was the one you are seen as
         * @description Who may: Whoever is signed in.
         */
        delete: operations["deleteMyAvatar"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/avatars/my-avatars/{avatarId}/equip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a wearable on; what is in its slot comes off
         * @description Who may: Whoever is signed in.
         */
        post: operations["equip"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/avatars/my-avatars/{avatarId}/equipment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What an avatar wears
         * @description Who may: Whoever is signed in.
         */
        get: operations["getEquipment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/avatars/my-avatars/{avatarId}/unequip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take off what is in a slot; an empty slot stays empty
         * @description Who may: Whoever is signed in.
         */
        post: operations["unequip"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/creators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All creators, the newest first; `search` looks in their userNames and names
         * @description Who may: Anybody.
         */
        get: operations["listCreators"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/creators/{creatorId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One creator
         * @description Who may: Anybody.
         */
        get: operations["getCreator"];
        put?: never;
        post?: never;
        /**
         * Stop being a creator: retired where anything refers to you, erased otherwise; admins remove anybody
         * @description Who may: The creator whose it is.
         */
        delete: operations["removeCreator"];
        options?: never;
        head?: never;
        /**
         * Change what you say of yourself, and what your points are called; what is not given stays
         * @description Who may: The creator whose it is.
         */
        patch: operations["updateCreator"];
        trace?: never;
    };
    "/api/v1/creators/{creatorId}/tribe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The tribe of a creator, with how many members it has
         * @description Who may: Anybody.
         */
        get: operations["getTribeOfCreator"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/creators/{creatorId}/world": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The world of a creator
         * @description Who may: Anybody.
         */
        get: operations["getWorldOfCreator"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/creators/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Become a creator, with a world, a tribe, a store and points of your own
         * @description Who may: Whoever is signed in.
         */
        post: operations["becomeCreator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Events by their start; `from` and `to` select those that lie between at least in part, `search` looks in the names
         * @description Who may: Anybody.
         */
        get: operations["listEvents"];
        put?: never;
        /**
         * Schedule an event in your space
         * @description Who may: Creators.
         */
        post: operations["scheduleEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events/{eventId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One event
         * @description Who may: Anybody.
         */
        get: operations["getEvent"];
        /**
         * Change your event; `isLive` takes it live or ends it
         * @description Who may: The creator whose it is.
         */
        put: operations["updateEvent"];
        post?: never;
        /**
         * Erase your event, as long as nobody was there
         * @description Who may: The creator whose it is.
         */
        delete: operations["deleteEvent"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events/{eventId}/attend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Be at a live event without entering its space; call again every `heartbeatSeconds` to stay
         * @description Who may: Whoever is signed in.
         */
        post: operations["attendEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events/{eventId}/attendees": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is and was there, in the order in which they came
         * @description Who may: Anybody.
         */
        get: operations["listAttendees"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events/{eventId}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End your event and pay everybody; doing it again changes nothing
         * @description Who may: The creator whose it is.
         */
        post: operations["endEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events/{eventId}/my-attendance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Why you have the points that this event gave you: each visit, the rule, and the sum
         * @description Who may: Whoever is signed in.
         */
        get: operations["getMyAttendance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events/{eventId}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What became of your event: who came, for how long, what it paid and sold; as a table with `csv`
         * @description Who may: The creator whose it is.
         */
        get: operations["getEventReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events/{eventId}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take your event live; doing it again changes nothing
         * @description Who may: The creator whose it is.
         */
        post: operations["startEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inventory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What you own, the newest first unless `sort` says otherwise; `search` looks in the names
         * @description Who may: Whoever is signed in.
         */
        get: operations["listInventory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inventory/{inventoryId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One thing that you own
         * @description Who may: Whoever is signed in.
         */
        get: operations["getInventoryEntry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inventory/consume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Use up so many of what you own; what is worn comes off
         * @description Who may: Whoever is signed in. Takes an `Idempotency-Key`.
         */
        post: operations["consumeInventory"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inventory/stats/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How much you own, by type and by creator
         * @description Who may: Whoever is signed in.
         */
        get: operations["getInventoryOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inventory/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give so many of what you own to another user; what is worn comes off, and what points bought within the last days paid for stays with you
         * @description Who may: Whoever is signed in. Takes an `Idempotency-Key`.
         */
        post: operations["transferInventory"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inventory/type/{productType}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What you own of one type
         * @description Who may: Whoever is signed in.
         */
        get: operations["listInventoryOfType"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points/balance/{creatorId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your balance with one creator
         * @description Who may: Whoever is signed in.
         */
        get: operations["getBalance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points/balances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your balances with every creator
         * @description Who may: Whoever is signed in.
         */
        get: operations["listBalances"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points/gift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give points of a creator to another user; points that were bought with money within the last days stay with you
         * @description Who may: Whoever is signed in. Takes an `Idempotency-Key`.
         */
        post: operations["giftPoints"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * As an admin, give a user points of a creator that were nobody’s; the user sees the reason
         * @description Who may: Administrators. Takes an `Idempotency-Key`.
         */
        post: operations["grantPoints"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points/leaderboard/{creatorId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who earned most of a creator’s points; who earned as much has the same rank
         * @description Who may: Anybody.
         */
        get: operations["listLeaders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points/my-packages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every package of points that you sell or sold, in your order
         * @description Who may: Creators.
         */
        get: operations["listMyPackages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points/my-purchases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The packages of points that you bought or began to buy, the newest first
         * @description Who may: Whoever is signed in.
         */
        get: operations["listMyPurchases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points/packages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Offer a package of your points
         * @description Who may: Creators.
         */
        post: operations["createPackage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points/packages/{creatorId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The packages of points that a creator sells, in the creator's order
         * @description Who may: Anybody.
         */
        get: operations["listPackagesOfCreator"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points/packages/{packageId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change your package of points; `isActive` takes it off the offer and puts it back
         * @description Who may: The creator whose it is.
         */
        put: operations["updatePackage"];
        post?: never;
        /**
         * Retire your package of points: nobody buys it any more, and what was bought stays
         * @description Who may: The creator whose it is.
         */
        delete: operations["retirePackage"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points/purchase-package": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to buy a package of points; they come once the payment provider says that it is paid
         * @description Who may: Whoever is signed in. Takes an `Idempotency-Key`.
         */
        post: operations["purchasePackage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points/purchases/{transactionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One of your purchases of points, to see whether they came
         * @description Who may: Whoever is signed in.
         */
        get: operations["getPurchase"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/points/transactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How your balances came about, the newest first
         * @description Who may: Whoever is signed in.
         */
        get: operations["listTransactions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spaces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Active spaces, the newest first; `search` looks in their names
         * @description Who may: Anybody.
         */
        get: operations["listSpaces"];
        put?: never;
        /**
         * Add a space to your world
         * @description Who may: Creators.
         */
        post: operations["createSpace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spaces/{spaceId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One space, with how many players are in it now
         * @description Who may: Anybody.
         */
        get: operations["getSpace"];
        /**
         * Change your space; an inactive one closes its rooms
         * @description Who may: The creator whose it is.
         */
        put: operations["updateSpace"];
        post?: never;
        /**
         * Erase your space and close its rooms, as long as nobody attended an event there
         * @description Who may: The creator whose it is.
         */
        delete: operations["deleteSpace"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spaces/{spaceId}/announcements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say something to everybody in your space, in all of its instances; for its moderators too
         * @description Who may: The creator whose it is.
         */
        post: operations["announce"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spaces/{spaceId}/bans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is banned from your space now, the newest first; for its moderators too
         * @description Who may: The creator whose it is.
         */
        get: operations["listBans"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spaces/{spaceId}/bans/{userName}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ban somebody from your space, and show them out; again, change why and until when
         * @description Who may: The creator whose it is.
         */
        post: operations["banPlayer"];
        /**
         * Let somebody into your space again
         * @description Who may: The creator whose it is.
         */
        delete: operations["liftBan"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spaces/{spaceId}/bans/by-session/{sessionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ban the player behind an avatar, also up to ten minutes after they left
         * @description Who may: The creator whose it is.
         */
        post: operations["banPlayerBySession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spaces/{spaceId}/instances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The running rooms of a space, the oldest first; up to two seconds old
         * @description Who may: Anybody.
         */
        get: operations["listInstances"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spaces/{spaceId}/instances/{roomId}/drain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send the players of one room to others of your space, with a seat for each, and close it
         * @description Who may: The creator whose it is.
         */
        post: operations["drainInstance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spaces/{spaceId}/kick/{userName}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send somebody out of your space; they may come back
         * @description Who may: The creator whose it is.
         */
        post: operations["kickPlayer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spaces/{spaceId}/kick/by-session/{sessionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send the player behind an avatar out of your space; they may come back
         * @description Who may: The creator whose it is.
         */
        post: operations["kickPlayerBySession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spaces/{spaceId}/mutes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who may not talk in your space now, the newest first; for its moderators too
         * @description Who may: The creator whose it is.
         */
        get: operations["listMutes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spaces/{spaceId}/mutes/{userName}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep somebody from talking in your space; again, change why and until when
         * @description Who may: The creator whose it is.
         */
        post: operations["mutePlayer"];
        /**
         * Let somebody talk in your space again
         * @description Who may: The creator whose it is.
         */
        delete: operations["unmutePlayer"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spaces/{spaceId}/mutes/by-session/{sessionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mute the player behind an avatar, also up to ten minutes after they left
         * @description Who may: The creator whose it is.
         */
        post: operations["mutePlayerBySession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spaces/{spaceId}/my-sanctions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether you are banned from a space or muted in it, why, and until when
         * @description Who may: Whoever is signed in.
         */
        get: operations["getMySanctions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/store/{creatorId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The store of a creator; while it is closed, only its creator sees it
         * @description Who may: Anybody.
         */
        get: operations["getStore"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/store/{creatorId}/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a creator sells, by `displayOrder` unless `sort` says otherwise: those without one come last, and of equal ones the newest first; with the filters of /store/products
         * @description Who may: Anybody.
         */
        get: operations["listProductsOfStore"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/store/my-inventory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What you own, the newest first
         * @description Who may: Whoever is signed in.
         */
        get: operations["listMyInventory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/store/my-orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your orders, the newest first
         * @description Who may: Whoever is signed in.
         */
        get: operations["listMyOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/store/my-store": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change your store; with `isActive` false it is closed, and sells nothing
         * @description Who may: Creators.
         */
        put: operations["updateMyStore"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/store/orders/{orderNumber}/refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an order of your store back: all its points for all that it brought
         * @description Who may: The creator whose it is. Takes an `Idempotency-Key`.
         */
        post: operations["refundOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/store/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is on sale, the newest first unless `sort` says otherwise; `available` is released and in stock, `search` looks in the names
         * @description Who may: Anybody.
         */
        get: operations["listProducts"];
        put?: never;
        /**
         * Offer a product in your store
         * @description Who may: Creators.
         */
        post: operations["createProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/store/products/{productId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One product; while its store is closed, only its creator sees it
         * @description Who may: Anybody.
         */
        get: operations["getProduct"];
        /**
         * Change your product
         * @description Who may: The creator whose it is.
         */
        put: operations["updateProduct"];
        post?: never;
        /**
         * Retire your product: nobody buys it any more, and who bought it keeps it
         * @description Who may: The creator whose it is.
         */
        delete: operations["retireProduct"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/store/purchase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Buy products of one creator with that creator's points
         * @description Who may: Whoever is signed in. Takes an `Idempotency-Key`.
         */
        post: operations["purchase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/store/stores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The stores that are open, the newest first; `search` looks in their names
         * @description Who may: Anybody.
         */
        get: operations["listStores"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tribes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All tribes, the newest first; `search` looks in their names
         * @description Who may: Anybody.
         */
        get: operations["listTribes"];
        put?: never;
        /**
         * Make your tribe, if you have none
         * @description Who may: Creators.
         */
        post: operations["createTribe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tribes/{tribeId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One tribe, with how many members it has
         * @description Who may: Anybody.
         */
        get: operations["getTribe"];
        /**
         * Change your tribe
         * @description Who may: The creator whose it is.
         */
        put: operations["updateTribe"];
        post?: never;
        /**
         * End your tribe and every membership in it; nothing is paid back
         * @description Who may: The creator whose it is.
         */
        delete: operations["deleteTribe"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tribes/{tribeId}/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Join a tribe for what it costs in its creator's points; the owner joins free
         * @description Who may: Whoever is signed in. Takes an `Idempotency-Key`.
         */
        post: operations["joinTribe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tribes/{tribeId}/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave a tribe; what joining cost is not paid back
         * @description Who may: Whoever is signed in.
         */
        post: operations["leaveTribe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tribes/{tribeId}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The members of a tribe, the newest first
         * @description Who may: Anybody.
         */
        get: operations["listMembersOfTribe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete your account with all that is yours, for good; confirm with your password if you have one
         * @description Who may: Whoever is signed in.
         */
        delete: operations["deleteMyAccount"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/avatar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change your picture; null takes it away
         * @description Who may: Whoever is signed in.
         */
        put: operations["updateMyPicture"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The signed-in user
         * @description Who may: Whoever is signed in.
         */
        get: operations["getMyAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/me/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything that is kept about you, as one file; one at a time
         * @description Who may: Whoever is signed in.
         */
        get: operations["exportMyData"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change your names and your links; what is not given stays, and links are replaced as a whole
         * @description Who may: Whoever is signed in.
         */
        put: operations["updateMyProfile"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/worlds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All worlds, the newest first; `search` looks in their names
         * @description Who may: Anybody.
         */
        get: operations["listWorlds"];
        put?: never;
        /**
         * Make your world, if you have none
         * @description Who may: Creators.
         */
        post: operations["createWorld"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/worlds/{worldId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One world
         * @description Who may: Anybody.
         */
        get: operations["getWorld"];
        /**
         * Change your world
         * @description Who may: The creator whose it is.
         */
        put: operations["updateWorld"];
        post?: never;
        /**
         * Erase your world with its spaces, as long as nobody attended an event there
         * @description Who may: The creator whose it is.
         */
        delete: operations["deleteWorld"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/worlds/{worldId}/spaces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The active spaces of a world, the newest first
         * @description Who may: Anybody.
         */
        get: operations["listSpacesOfWorld"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Account: {
            avatarUrl: string | null;
            /** Format: date-time */
            createdAt: string;
            creatorId: string | null;
            email: string;
            emailVerified: boolean;
            firstName: string;
            image: string | null;
            lastName: string;
            name: string;
            /** @enum {string} */
            role: "user" | "creator" | "admin";
            socialLinks: {
                [key: string]: string;
            };
            userName: string;
        };
        AccountExport: {
            account: components["schemas"]["Account"];
            avatars: {
                baseModelId: string;
                /** Format: date-time */
                createdAt: string;
                equipped: {
                    colorVariant: {
                        [key: string]: unknown;
                    } | null;
                    /** Format: date-time */
                    equippedAt: string;
                    itemId: string;
                    slotName: string;
                }[];
                id: string;
                isActive: boolean;
                name: string;
                /** Format: date-time */
                updatedAt: string;
            }[];
            balances: {
                balance: number;
                creatorId: string;
                /** Format: date-time */
                lastUpdated: string;
            }[];
            bans: {
                /** Format: date-time */
                createdAt: string;
                reason: string | null;
                spaceId: string;
                until: string | null;
            }[];
            creator: components["schemas"]["CreatorExport"] | null;
            /** Format: date-time */
            exportedAt: string;
            formerUserNames: {
                /** Format: date-time */
                releasedAt: string;
                userName: string;
            }[];
            inventory: {
                /** Format: date-time */
                acquiredAt: string;
                creatorId: string;
                id: string;
                metadata: {
                    [key: string]: unknown;
                } | null;
                name: string;
                orderNumber: string | null;
                productId: string;
                quantity: number;
            }[];
            memberships: {
                /** Format: date-time */
                joinedAt: string;
                name: string;
                /** @enum {string} */
                role: "member" | "moderator" | "admin";
                tribeId: string;
            }[];
            movements: {
                /** Format: date-time */
                createdAt: string;
                /** @enum {string} */
                kind: "purchase" | "transfer_in" | "transfer_out" | "consume" | "refund" | "erase";
                productId: string;
                /** @description Positive for what came, negative for what went. */
                quantity: number;
                /**
                 * Format: uuid
                 * @description An order's number, or an id that both sides of a transfer share.
                 */
                reference: string;
            }[];
            mutes: {
                /** Format: date-time */
                createdAt: string;
                reason: string | null;
                spaceId: string;
                until: string | null;
            }[];
            orders: {
                /** Format: date-time */
                createdAt: string;
                creatorId: string;
                items: components["schemas"]["OrderItem"][];
                notes: string | null;
                /** Format: uuid */
                orderNumber: string;
                /** @enum {string} */
                status: "pending" | "completed" | "shipped" | "cancelled";
                totalPoints: number;
            }[];
            purchases: {
                amountUSD: string;
                cancelledAt: string | null;
                creatorId: string;
                packageId: string;
                paymentId: string;
                paymentProvider: string;
                pointsReceived: number;
                /** Format: date-time */
                purchasedAt: string;
                refundedUSD: string;
                /** @enum {string} */
                status: "pending" | "completed" | "failed" | "refunded";
                /** Format: uuid */
                transactionId: string;
            }[];
            requests: {
                /** Format: date-time */
                createdAt: string;
                idempotencyKey: string;
            }[];
            sessions: {
                /** Format: date-time */
                createdAt: string;
                /** Format: date-time */
                expiresAt: string;
                ipAddress: string | null;
                userAgent: string | null;
            }[];
            signIns: {
                /** Format: date-time */
                createdAt: string;
                providerId: string;
                /** Format: date-time */
                updatedAt: string;
            }[];
            transactions: {
                amount: number;
                balance: number;
                /** Format: date-time */
                createdAt: string;
                creatorId: string;
                description: string | null;
                /** @description What was said with it, where it was given. */
                message: string | null;
                /** @description An order's number, a purchase's or a gift's id, an event's or a tribe's, where it refers to one that is still there. */
                referenceId: string | null;
                referenceType: string | null;
                /** @enum {string} */
                source: "store" | "package_purchase" | "experience" | "admin";
                /** Format: uuid */
                transactionId: string;
                /** @enum {string} */
                type: "earn" | "spend" | "purchase" | "refund" | "gift";
            }[];
            visits: {
                duration: number | null;
                eventId: string;
                eventName: string;
                /** Format: date-time */
                joinedAt: string;
                leftAt: string | null;
                metadata: {
                    [key: string]: unknown;
                } | null;
                pointsEarned: number;
            }[];
            wearables: {
                /** Format: date-time */
                acquiredAt: string;
                itemId: string;
                slotName: string;
                /** @enum {string} */
                source: "purchase" | "reward" | "starter" | "gift";
            }[];
        };
        Announcement: {
            /** Format: date-time */
            sentAt: string;
            spaceId: string;
            text: string;
            userName: string;
        };
        Attendee: {
            isThereNow: boolean;
            /**
             * Format: date-time
             * @description When they came first.
             */
            joinedAt: string;
            userName: string;
        };
        AuthRefusal: {
            /** @description Stable; compare this one. */
            code: string;
            /** @description For people. */
            message: string;
        };
        AuthSession: {
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
            readonly id: string;
            ipAddress?: string;
            token: string;
            /** Format: date-time */
            updatedAt: string;
            userAgent?: string;
            userId: string;
        };
        AuthUser: {
            avatarUrl?: string;
            /** Format: date-time */
            createdAt: string;
            email: string;
            /** @default false */
            readonly emailVerified: boolean;
            firstName: string;
            readonly id: string;
            image?: string;
            lastName: string;
            name: string;
            /** @default user */
            readonly role?: string;
            socialLinks?: Record<string, never>;
            /** Format: date-time */
            updatedAt: string;
            userName: string;
        };
        Avatar: {
            baseModelId: string;
            /** Format: date-time */
            createdAt: string;
            id: string;
            isActive: boolean;
            name: string;
            /** Format: date-time */
            updatedAt: string;
        };
        Balance: {
            balance: number;
            creatorId: string;
            creatorUserName: string;
            lastUpdated: string | null;
            pointsName: string;
            pointsSymbol: string;
        };
        Ban: {
            /** @description The userName of the moderator; empty where that account is gone. */
            bannedBy: string | null;
            /** Format: date-time */
            createdAt: string;
            reason: string | null;
            spaceId: string;
            /** @description When it ends by itself; empty for one without end. */
            until: string | null;
            userName: string;
        };
        BaseModel: {
            /** Format: date-time */
            createdAt: string;
            id: string;
            meshUrl: string;
            name: string;
            rigType: string;
            skeletonUrl: string;
            slots: components["schemas"]["Slot"][];
            thumbnailUrl: string | null;
        };
        CheckIn: {
            eventId: string;
            /** @description Call again so often: after 60 seconds without a call the visit is closed. */
            heartbeatSeconds: number;
            /** Format: date-time */
            joinedAt: string;
        };
        Creator: {
            bio: string | null;
            /** Format: date-time */
            createdAt: string;
            id: string;
            name: string;
            pointsName: string;
            pointsSymbol: string;
            /** @description When they stopped being one; they are on record for what refers to them. */
            retiredAt: string | null;
            /** @description Null while the store is closed. */
            storeId: string | null;
            tribeId: string | null;
            /** Format: date-time */
            updatedAt: string;
            userName: string;
            worldId: string | null;
        };
        CreatorExport: {
            bio: string | null;
            /** Format: date-time */
            createdAt: string;
            events: {
                /** Format: date-time */
                createdAt: string;
                description: string | null;
                endedAt: string | null;
                /** Format: date-time */
                endTime: string;
                id: string;
                isLive: boolean;
                name: string;
                reward: components["schemas"]["Reward"];
                spaceId: string;
                startedAt: string | null;
                /** Format: date-time */
                startTime: string;
            }[];
            id: string;
            packages: {
                bonusPoints: number;
                /** Format: date-time */
                createdAt: string;
                displayOrder: number;
                id: string;
                isActive: boolean;
                name: string;
                pointsAmount: number;
                priceUSD: string;
            }[];
            pointsName: string;
            pointsSymbol: string | null;
            products: {
                /** Format: date-time */
                createdAt: string;
                currentStock: number | null;
                description: string | null;
                /** @description Only for the creator who sells it; buyers find it in their inventory. */
                digitalAssetUrl?: string | null;
                displayOrder: number | null;
                id: string;
                isActive: boolean;
                itemId: string | null;
                /** @description How many one user may buy; null for as many as they like. */
                maxPerUser: number | null;
                maxQuantity: number | null;
                metadata: {
                    [key: string]: unknown;
                } | null;
                name: string;
                pricePoints: number;
                /** @enum {string} */
                productType: "avatar" | "collectible" | "digital_asset" | "merchandise" | "access_pass" | "custom";
                releaseDate: string | null;
                /** Format: date-time */
                updatedAt: string;
            }[];
            /** @description When they stopped being one; they are on record for what refers to them. */
            retiredAt: string | null;
            spaces: {
                capacity: number;
                /** Format: date-time */
                createdAt: string;
                id: string;
                isActive: boolean;
                movement: components["schemas"]["Movement"];
                name: string;
                spaceType: string;
                worldId: string;
            }[];
            stores: {
                bannerUrl: string | null;
                /** Format: date-time */
                createdAt: string;
                description: string | null;
                id: string;
                isActive: boolean;
                logoUrl: string | null;
                settings: {
                    [key: string]: unknown;
                } | null;
                storeName: string;
                /** Format: date-time */
                updatedAt: string;
            }[];
            tribes: {
                /** Format: date-time */
                createdAt: string;
                description: string | null;
                id: string;
                /** @description What joining costs, in the creator's points. */
                joinCost: number;
                name: string;
                perks: string[];
            }[];
            /** Format: date-time */
            updatedAt: string;
            wearables: {
                baseModelId: string;
                /** Format: date-time */
                createdAt: string;
                id: string;
                meshUrl: string | null;
                metadata: {
                    [key: string]: unknown;
                } | null;
                slotName: string;
                textureUrl: string | null;
                thumbnailUrl: string;
            }[];
            worlds: {
                /** Format: date-time */
                createdAt: string;
                description: string | null;
                id: string;
                name: string;
            }[];
        };
        CreatorRemoval: {
            creatorId: string;
            /** @enum {string} */
            outcome: "retired" | "erased";
        };
        Equipment: {
            avatarId: string;
            equipped: components["schemas"]["EquippedItem"][];
        };
        EquippedItem: {
            colorVariant: {
                [key: string]: unknown;
            } | null;
            /** Format: date-time */
            equippedAt: string;
            itemId: string;
            meshUrl: string | null;
            slotName: string;
            textureUrl: string | null;
            thumbnailUrl: string;
        };
        Event: {
            /** Format: date-time */
            createdAt: string;
            creatorId: string;
            description: string | null;
            endedAt: string | null;
            /** Format: date-time */
            endTime: string;
            id: string;
            isLive: boolean;
            name: string;
            reward: components["schemas"]["Reward"];
            spaceId: string;
            startedAt: string | null;
            /** Format: date-time */
            startTime: string;
        };
        EventReport: {
            /** @description What all users together were there while it was live, in whole minutes and in seconds. */
            attendedMinutes: number;
            attendedSeconds: number;
            /** @description What one user was there on average, in whole seconds. */
            averageStaySeconds: number;
            budget: number | null;
            /** @description What is left of the budget. */
            budgetLeft: number | null;
            /** @description Of that, what counts for the reward so far: a visit counts when it is closed. */
            creditedMinutes: number;
            creditedSeconds: number;
            endedAt: string | null;
            eventId: string;
            /** @description Minute by minute from the start; of an event of more than a week, its first week. */
            headcount: components["schemas"]["MinuteCount"][];
            isLive: boolean;
            name: string;
            /** @description The most users at once. */
            peak: number;
            pointsIssued: number;
            /** Format: date-time */
            reportedAt: string;
            /** @description What the creator's store sold between the start and the end, without what was cancelled. */
            sales: {
                orders: number;
                points: number;
            };
            startedAt: string | null;
            uniqueAttendees: number;
        };
        Instance: {
            /** @description host:port of the process that runs it, where it has an address of its own. */
            address: string | null;
            capacity: number;
            /** @description Who is there now. Seats that wait for somebody are not counted. */
            players: number;
            /** @description For `joinById`. */
            roomId: string;
            /** @description False while it is full or being emptied. */
            takesNewcomers: boolean;
        };
        InstanceDrain: {
            /** @description How many are to move. */
            players: number;
            roomId: string;
        };
        InventoryConsumption: {
            /** Format: date-time */
            consumedAt: string;
            inventoryId: string;
            name: string;
            productId: string;
            /** @description How many left. */
            quantity: number;
            /** @description How many of the entry are still there; with 0 it is no longer listed. */
            remaining: number;
        };
        InventoryEntry: {
            /** Format: date-time */
            acquiredAt: string;
            creatorId: string;
            digitalAssetUrl: string | null;
            id: string;
            itemId: string | null;
            name: string;
            productId: string;
            /** @enum {string} */
            productType: "avatar" | "collectible" | "digital_asset" | "merchandise" | "access_pass" | "custom";
            quantity: number;
        };
        InventoryOverview: {
            /** @description The creators of whom one has most, the most first; at most 100. */
            byCreator: {
                creatorId: string;
                /** @description Products of which one has some. */
                entries: number;
                /** @description How many of them, all together. */
                items: number;
            }[];
            byType: {
                [key: string]: {
                    /** @description Products of which one has some. */
                    entries: number;
                    /** @description How many of them, all together. */
                    items: number;
                };
            };
            /** @description Products of which one has some. */
            entries: number;
            /** @description How many of them, all together. */
            items: number;
        };
        InventoryTransfer: {
            inventoryId: string;
            name: string;
            productId: string;
            /** @description How many left. */
            quantity: number;
            /** @description How many of the entry are still there; with 0 it is no longer listed. */
            remaining: number;
            toUserName: string;
            /** Format: uuid */
            transferId: string;
            /** Format: date-time */
            transferredAt: string;
        };
        JoinedTribe: {
            balance: number;
            creatorId: string;
            /** Format: date-time */
            joinedAt: string;
            pointsSpent: number;
            /** @enum {string} */
            role: "member" | "moderator" | "admin";
            tribeId: string;
        };
        Kicked: {
            /** @description How many of their connections were closed; 0 for who was there without entering a room. */
            connections: number;
            spaceId: string;
            userName: string;
        };
        Leader: {
            /** @description One more than the number of users who earned more: 1, 2, 2, 4. */
            rank: number;
            /** @description All that they ever earned, spent or not. */
            totalEarned: number;
            userName: string;
        };
        MinuteCount: {
            /**
             * Format: date-time
             * @description When the minute begins.
             */
            at: string;
            /** @description The most of them at once. */
            peak: number;
            /** @description Users who were there in this minute, at one moment or another. */
            users: number;
        };
        Movement: {
            /** @description Avatars are seen at full rate from at least 0.9 of this, and at all from 1.8 of it */
            cellMetres: number;
            /** @description The fastest along the ground */
            metresPerSecond: number;
            /** @description Who comes near `at` is put to `to` */
            portals: {
                at: {
                    x: number;
                    z: number;
                };
                radiusMetres: number;
                to: {
                    heading: number;
                    x: number;
                    y: number;
                    z: number;
                };
            }[];
            /** @description From the origin, in x and in z */
            reachMetres: number;
            /** @description Where newcomers are put */
            spawn: {
                heading: number;
                radiusMetres: number;
                x: number;
                y: number;
                z: number;
            };
        };
        Mute: {
            /** Format: date-time */
            createdAt: string;
            /** @description The userName of the moderator; empty where that account is gone. */
            mutedBy: string | null;
            reason: string | null;
            spaceId: string;
            /** @description When it ends by itself; empty for one without end. */
            until: string | null;
            userName: string;
        };
        MyAttendance: {
            creditedSeconds: number;
            eventId: string;
            /** @description What the reward rule gives for the credited seconds. */
            points: number;
            /** @description What has been paid. */
            pointsEarned: number;
            reward: components["schemas"]["Reward"];
            visits: components["schemas"]["Visit"][];
        };
        Order: {
            /** Format: date-time */
            createdAt: string;
            creatorId: string;
            items: components["schemas"]["OrderItem"][];
            /** Format: uuid */
            orderNumber: string;
            /** @enum {string} */
            status: "pending" | "completed" | "shipped" | "cancelled";
            totalPoints: number;
        };
        OrderItem: {
            /** @description The product's name when it was bought. */
            name: string;
            pointsPerItem: number;
            productId: string;
            quantity: number;
            totalPoints: number;
        };
        OrderRefund: {
            /** Format: uuid */
            orderNumber: string;
            /** Format: date-time */
            refundedAt: string;
            /** @description What the buyer got back: all that the order cost. */
            refundedPoints: number;
            /** @constant */
            status: "cancelled";
        };
        OwnedWearable: {
            /** Format: date-time */
            acquiredAt: string;
            baseModelId: string;
            itemId: string;
            meshUrl: string | null;
            slotName: string;
            /** @enum {string} */
            source: "purchase" | "reward" | "starter" | "gift";
            textureUrl: string | null;
            thumbnailUrl: string;
        };
        OwnSanctions: {
            ban: {
                reason: string | null;
                /** @description When it ends by itself; empty for one without end. */
                until: string | null;
            } | null;
            mute: {
                reason: string | null;
                /** @description When it ends by itself; empty for one without end. */
                until: string | null;
            } | null;
            spaceId: string;
        };
        Page: {
            limit: number;
            /** @description Send it as `cursor` for the next page; null on the last. */
            nextCursor: string | null;
        };
        PointGift: {
            amount: number;
            balance: number;
            creatorId: string;
            /** Format: uuid */
            giftId: string;
            /** Format: date-time */
            givenAt: string;
            message: string | null;
            toUserName: string;
        };
        PointGrant: {
            amount: number;
            creatorId: string;
            /** Format: uuid */
            giftId: string;
            /** Format: date-time */
            grantedAt: string;
            reason: string;
            userName: string;
        };
        PointsPackage: {
            bonusPoints: number;
            /** Format: date-time */
            createdAt: string;
            creatorId: string;
            displayOrder: number;
            id: string;
            isActive: boolean;
            name: string;
            pointsAmount: number;
            priceUSD: string;
        };
        PointsPurchase: {
            amountUSD: string;
            /**
             * Format: date-time
             * @description Only where it was called off, because the creator left before it was paid: it gives no points, and money that was paid goes back.
             */
            cancelledAt?: string;
            /** @description What a client pays with, where the provider has no page. */
            clientSecret: string | null;
            creatorId: string;
            packageId: string;
            paymentProvider: string;
            /** @description Where to pay, while there is something to pay. */
            paymentUrl: string | null;
            /** @description With the bonus. */
            pointsReceived: number;
            /** Format: date-time */
            purchasedAt: string;
            /** @description What of it went back. */
            refundedUSD: string;
            /** @enum {string} */
            status: "pending" | "completed" | "failed" | "refunded";
            /** Format: uuid */
            transactionId: string;
        };
        PointTransaction: {
            amount: number;
            balance: number;
            /** Format: date-time */
            createdAt: string;
            creatorId: string;
            description: string | null;
            /** @description What was said with it, where it was given. */
            message: string | null;
            /** @description An order's number, a purchase's or a gift's id, an event's or a tribe's, where it refers to one that is still there. */
            referenceId: string | null;
            referenceType: string | null;
            /** @enum {string} */
            source: "store" | "package_purchase" | "experience" | "admin";
            /** Format: uuid */
            transactionId: string;
            /** @enum {string} */
            type: "earn" | "spend" | "purchase" | "refund" | "gift";
        };
        Problem: {
            /** @description Stable; compare this one. */
            code: string;
            /** @description What is wrong and what to do, for people. */
            detail: string;
            /** @description Every field that is wrong, with 422 INVALID; what is not as expected, with 409 PRICE_CHANGED. */
            errors?: {
                /** @description With 409 PRICE_CHANGED, what it is now: points, or US dollars such as `4.99`. */
                current?: number | string;
                message: string;
                /** @description The field, as a path of names and indexes: `lines.0.quantity`. */
                path: string;
            }[];
            /** @description Why a moderator banned you, with 403 BANNED; null where none was given. */
            reason?: string | null;
            /** @description The HTTP status. */
            status: number;
            /** @description The code in words. */
            title: string;
            /** @description `about:blank`: the code says it all. */
            type: string;
            /** @description When the ban ends by itself, with 403 BANNED; null for one without end. */
            until?: string | null;
        };
        Product: {
            /** Format: date-time */
            createdAt: string;
            creatorId: string;
            currentStock: number | null;
            description: string | null;
            /** @description Only for the creator who sells it; buyers find it in their inventory. */
            digitalAssetUrl?: string | null;
            displayOrder: number | null;
            id: string;
            isActive: boolean;
            itemId: string | null;
            /** @description How many one user may buy; null for as many as they like. */
            maxPerUser: number | null;
            maxQuantity: number | null;
            metadata: {
                [key: string]: unknown;
            } | null;
            name: string;
            pricePoints: number;
            /** @enum {string} */
            productType: "avatar" | "collectible" | "digital_asset" | "merchandise" | "access_pass" | "custom";
            releaseDate: string | null;
            /** Format: date-time */
            updatedAt: string;
        };
        ProfileStatus: {
            isComplete: boolean;
            missing: ("firstName" | "lastName" | "userName" | "avatarUrl")[];
        };
        Purchase: {
            balance: number;
            /** Format: date-time */
            createdAt: string;
            creatorId: string;
            items: components["schemas"]["OrderItem"][];
            /** Format: uuid */
            orderNumber: string;
            /** @enum {string} */
            status: "pending" | "completed" | "shipped" | "cancelled";
            totalPoints: number;
        };
        Reward: {
            budget: number | null;
            maximumPoints: number | null;
            minimumSeconds: number;
            pointsPerMinute: number;
        };
        Slot: {
            displayOrder: number;
            maxItems: number;
            slotName: string;
            /** @enum {string} */
            slotType: "mesh_replacement" | "attachment" | "texture_overlay";
        };
        Space: {
            capacity: number;
            /** Format: date-time */
            createdAt: string;
            creatorId: string;
            id: string;
            isActive: boolean;
            movement: components["schemas"]["Movement"];
            name: string;
            spaceType: string;
            worldId: string;
        };
        SpaceNow: {
            capacity: number;
            /** Format: date-time */
            createdAt: string;
            creatorId: string;
            id: string;
            isActive: boolean;
            movement: components["schemas"]["Movement"];
            name: string;
            playersNow: number;
            spaceType: string;
            worldId: string;
        };
        Store: {
            bannerUrl: string | null;
            /** Format: date-time */
            createdAt: string;
            creatorId: string;
            description: string | null;
            id: string;
            isActive: boolean;
            logoUrl: string | null;
            pointsName: string;
            pointsSymbol: string;
            settings: {
                [key: string]: unknown;
            } | null;
            storeName: string;
            /** Format: date-time */
            updatedAt: string;
            userName: string;
        };
        Tribe: {
            /** Format: date-time */
            createdAt: string;
            creatorId: string;
            description: string | null;
            id: string;
            /** @description What joining costs, in the creator's points. */
            joinCost: number;
            name: string;
            perks: string[];
        };
        TribeMember: {
            /** Format: date-time */
            joinedAt: string;
            /** @enum {string} */
            role: "member" | "moderator" | "admin";
            userName: string;
        };
        TribeNow: {
            /** Format: date-time */
            createdAt: string;
            creatorId: string;
            description: string | null;
            id: string;
            /** @description What joining costs, in the creator's points. */
            joinCost: number;
            memberCount: number;
            name: string;
            perks: string[];
        };
        Visit: {
            creditedFrom: string | null;
            creditedTo: string | null;
            /** @description Whole seconds; empty while the visit lasts. */
            duration: number | null;
            /** Format: date-time */
            joinedAt: string;
            leftAt: string | null;
            pointsEarned: number;
        };
        Wearable: {
            baseModelId: string;
            /** Format: date-time */
            createdAt: string;
            creatorId: string | null;
            id: string;
            incompatibleWith: string[];
            meshUrl: string | null;
            metadata: {
                [key: string]: unknown;
            } | null;
            productId: string | null;
            slotName: string;
            textureUrl: string | null;
            thumbnailUrl: string;
        };
        World: {
            /** Format: date-time */
            createdAt: string;
            creatorId: string;
            description: string | null;
            id: string;
            name: string;
        };
    };
    responses: {
        /** @description The body is too large. `BODY_TOO_LARGE` */
        BODY_TOO_LARGE: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "BODY_TOO_LARGE";
                };
            };
        };
        /** @description Something that we need is away: try again after `Retry-After` seconds. `DATABASE_UNAVAILABLE` */
        DATABASE_UNAVAILABLE: {
            headers: {
                /** @description Seconds. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "DATABASE_UNAVAILABLE";
                };
            };
        };
        /** @description A failure of ours. It says no more. `INTERNAL` */
        INTERNAL: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "INTERNAL";
                };
            };
        };
        /** @description The request could not be read. `MALFORMED_JSON` */
        MALFORMED_JSON: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "MALFORMED_JSON";
                };
            };
        };
        /** @description The body is not JSON. `NOT_JSON` */
        NOT_JSON: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "NOT_JSON";
                };
            };
        };
        /** @description Not signed in. `NOT_SIGNED_IN` */
        NOT_SIGNED_IN: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "NOT_SIGNED_IN";
                };
            };
        };
        /** @description Too many requests: wait for `Retry-After` seconds. `TOO_MANY_REQUESTS` */
        TOO_MANY_REQUESTS: {
            headers: {
                /** @description Seconds. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"] & {
                    /** @enum {string} */
                    code: "TOO_MANY_REQUESTS";
                };
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    authChangePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "newPassword": "staple-battery-horse",
                 *       "currentPassword": "correct-horse-battery",
                 *       "revokeOtherSessions": true
                 *     }
                 */
                "application/json": {
                    /** @description The current password is required */
                    currentPassword: string;
                    /** @description The new password to set */
                    newPassword: string;
                    /** @description Must be a boolean value */
                    revokeOtherSessions?: boolean;
                };
            };
        };
        responses: {
            /** @description Password successfully changed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "token": "WeuprDSEjFhtY3dXtk3fN46Kb0Jye9N0.TgsDTyN+M4jj2xuX5lqygd5FNQwQLuqEEa/aqZ1NpCU=",
                     *       "user": {
                     *         "id": "w0rldNova001",
                     *         "email": "nova@example.com",
                     *         "name": "Nova Reyes",
                     *         "image": "https://cdn.example.com/nova.png",
                     *         "emailVerified": true,
                     *         "createdAt": "2026-05-01T19:00:00.000Z",
                     *         "updatedAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @description New session token if other sessions were revoked */
                        token?: string | null;
                        user: {
                            /**
                             * Format: date-time
                             * @description When the user was created
                             */
                            createdAt: string;
                            /**
                             * Format: email
                             * @description The email address of the user
                             */
                            email: string;
                            /** @description Whether the email has been verified */
                            emailVerified: boolean;
                            /** @description The unique identifier of the user */
                            id: string;
                            /**
                             * Format: uri
                             * @description The profile image URL of the user
                             */
                            image?: string | null;
                            /** @description The name of the user */
                            name: string;
                            /**
                             * Format: date-time
                             * @description When the user was last updated
                             */
                            updatedAt: string;
                        };
                    };
                };
            };
            /** @description Refused: `VALIDATION_ERROR`, `INVALID_PASSWORD`, `PASSWORD_TOO_SHORT`, `PASSWORD_TOO_LONG`, `MALFORMED_JSON` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthRefusal"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR" | "INVALID_PASSWORD" | "PASSWORD_TOO_SHORT" | "PASSWORD_TOO_LONG";
                    };
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused: `UNAUTHORIZED` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthRefusal"] & {
                        /** @enum {string} */
                        code?: "UNAUTHORIZED";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Refused: `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            /** @description Refused: `DATABASE_UNAVAILABLE`, `SERVER_BUSY` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    authGetSession: {
        parameters: {
            query?: {
                disableCookieCache?: boolean;
                disableRefresh?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "session": {
                     *         "id": "c1b7a1de-86f4-4f0e-8f39-2d5a6f7c9b02",
                     *         "expiresAt": "2026-05-31T19:00:00.000Z",
                     *         "token": "WeuprDSEjFhtY3dXtk3fN46Kb0Jye9N0.TgsDTyN+M4jj2xuX5lqygd5FNQwQLuqEEa/aqZ1NpCU=",
                     *         "createdAt": "2026-05-01T19:00:00.000Z",
                     *         "updatedAt": "2026-05-01T19:00:00.000Z",
                     *         "ipAddress": "203.0.113.7",
                     *         "userAgent": "Godot/4.5",
                     *         "userId": "5f0c9d9e-3a52-4b6e-9c1f-0a7d4f2b8e11"
                     *       },
                     *       "user": {
                     *         "id": "5f0c9d9e-3a52-4b6e-9c1f-0a7d4f2b8e11",
                     *         "name": "Nova Reyes",
                     *         "email": "nova@example.com",
                     *         "emailVerified": false,
                     *         "image": "https://cdn.example.com/nova.png",
                     *         "createdAt": "2026-05-01T19:00:00.000Z",
                     *         "updatedAt": "2026-05-01T19:00:00.000Z",
                     *         "firstName": "Nova",
                     *         "lastName": "Reyes",
                     *         "userName": "nova",
                     *         "avatarUrl": "https://cdn.example.com/nova.glb",
                     *         "socialLinks": {
                     *           "mastodon": "https://social.example/@nova"
                     *         },
                     *         "role": "user"
                     *       }
                     *     }
                     */
                    "application/json": {
                        session: components["schemas"]["AuthSession"];
                        user: components["schemas"]["AuthUser"];
                    } | null;
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    authListSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "c1b7a1de-86f4-4f0e-8f39-2d5a6f7c9b02",
                     *         "expiresAt": "2026-05-31T19:00:00.000Z",
                     *         "token": "WeuprDSEjFhtY3dXtk3fN46Kb0Jye9N0.TgsDTyN+M4jj2xuX5lqygd5FNQwQLuqEEa/aqZ1NpCU=",
                     *         "createdAt": "2026-05-01T19:00:00.000Z",
                     *         "updatedAt": "2026-05-01T19:00:00.000Z",
                     *         "ipAddress": "203.0.113.7",
                     *         "userAgent": "Godot/4.5",
                     *         "userId": "5f0c9d9e-3a52-4b6e-9c1f-0a7d4f2b8e11"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["AuthSession"][];
                };
            };
            /** @description Refused: `UNAUTHORIZED` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthRefusal"] & {
                        /** @enum {string} */
                        code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description Refused: `SESSION_NOT_FRESH` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthRefusal"] & {
                        /** @enum {string} */
                        code?: "SESSION_NOT_FRESH";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    authRevokeOtherSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": true
                     *     }
                     */
                    "application/json": {
                        /** @description Indicates if all other sessions were revoked successfully */
                        status: boolean;
                    };
                };
            };
            /** @description Refused: `MALFORMED_JSON` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused: `UNAUTHORIZED` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthRefusal"] & {
                        /** @enum {string} */
                        code?: "UNAUTHORIZED";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Refused: `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    authRevokeSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "token": "WeuprDSEjFhtY3dXtk3fN46Kb0Jye9N0.TgsDTyN+M4jj2xuX5lqygd5FNQwQLuqEEa/aqZ1NpCU="
                 *     }
                 */
                "application/json": {
                    /** @description The token to revoke */
                    token: string;
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": true
                     *     }
                     */
                    "application/json": {
                        /** @description Indicates if the session was revoked successfully */
                        status: boolean;
                    };
                };
            };
            /** @description Refused: `VALIDATION_ERROR`, `MALFORMED_JSON` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthRefusal"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR";
                    };
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused: `UNAUTHORIZED` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthRefusal"] & {
                        /** @enum {string} */
                        code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description Refused: `SESSION_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthRefusal"] & {
                        /** @enum {string} */
                        code?: "SESSION_NOT_FOUND";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Refused: `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    authRevokeSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": true
                     *     }
                     */
                    "application/json": {
                        /** @description Indicates if all sessions were revoked successfully */
                        status: boolean;
                    };
                };
            };
            /** @description Refused: `MALFORMED_JSON` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused: `UNAUTHORIZED` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthRefusal"] & {
                        /** @enum {string} */
                        code?: "UNAUTHORIZED";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Refused: `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    authSignIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "nova@example.com",
                 *       "password": "correct-horse-battery",
                 *       "callbackURL": "https://play.example.com/",
                 *       "rememberMe": true
                 *     }
                 */
                "application/json": {
                    /** @description Callback URL to use as a redirect for email verification */
                    callbackURL?: string;
                    /** @description Email of the user */
                    email: string;
                    /** @description Password of the user */
                    password: string;
                    /** @description If this is false, the session will not be remembered. Default is `true`. */
                    rememberMe?: boolean;
                };
            };
        };
        responses: {
            /** @description Success - Returns either session details or redirect URL */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "redirect": false,
                     *       "token": "WeuprDSEjFhtY3dXtk3fN46Kb0Jye9N0.TgsDTyN+M4jj2xuX5lqygd5FNQwQLuqEEa/aqZ1NpCU=",
                     *       "url": "https://play.example.com/",
                     *       "user": {
                     *         "id": "5f0c9d9e-3a52-4b6e-9c1f-0a7d4f2b8e11",
                     *         "name": "Nova Reyes",
                     *         "email": "nova@example.com",
                     *         "emailVerified": false,
                     *         "image": "https://cdn.example.com/nova.png",
                     *         "createdAt": "2026-05-01T19:00:00.000Z",
                     *         "updatedAt": "2026-05-01T19:00:00.000Z",
                     *         "firstName": "Nova",
                     *         "lastName": "Reyes",
                     *         "userName": "nova",
                     *         "avatarUrl": "https://cdn.example.com/nova.glb",
                     *         "socialLinks": {
                     *           "mastodon": "https://social.example/@nova"
                     *         },
                     *         "role": "user"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @enum {boolean} */
                        redirect: false;
                        /** @description Session token */
                        token: string;
                        url?: string | null;
                        user: components["schemas"]["AuthUser"];
                    };
                };
            };
            /** @description Refused: `VALIDATION_ERROR`, `INVALID_EMAIL`, `MALFORMED_JSON` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthRefusal"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR" | "INVALID_EMAIL";
                    };
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused: `INVALID_EMAIL_OR_PASSWORD` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthRefusal"] & {
                        /** @enum {string} */
                        code?: "INVALID_EMAIL_OR_PASSWORD";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Refused: `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            /** @description Refused: `DATABASE_UNAVAILABLE`, `SERVER_BUSY` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    authSignOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "callbackURL": "https://play.example.com/",
                 *       "disableRedirect": true,
                 *       "state": "anything"
                 *     }
                 */
                "application/json": {
                    /** @description The URL to redirect to after provider logout */
                    callbackURL?: string;
                    /** @description Return the provider logout URL without redirecting */
                    disableRedirect?: boolean;
                    /** @description State to pass to the provider logout endpoint */
                    state?: string;
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "url": "https://play.example.com/",
                     *       "redirect": true
                     *     }
                     */
                    "application/json": {
                        /** @description Whether the client should redirect to the provider logout URL */
                        redirect?: boolean;
                        success?: boolean;
                        /** @description Provider logout URL when RP-initiated logout is available */
                        url?: string;
                    };
                };
            };
            /** @description Refused: `MALFORMED_JSON` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Refused: `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    authSignUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "name": "Nova Reyes",
                 *       "email": "nova@example.com",
                 *       "password": "correct-horse-battery",
                 *       "image": "https://cdn.example.com/nova.png",
                 *       "callbackURL": "https://play.example.com/",
                 *       "rememberMe": true,
                 *       "firstName": "Nova",
                 *       "lastName": "Reyes",
                 *       "userName": "nova",
                 *       "avatarUrl": "https://cdn.example.com/nova.glb",
                 *       "socialLinks": {
                 *         "mastodon": "https://social.example/@nova"
                 *       }
                 *     }
                 */
                "application/json": {
                    avatarUrl?: string;
                    /** @description The URL to use for email verification callback */
                    callbackURL?: string;
                    /** @description The email of the user */
                    email: string;
                    firstName: string;
                    /** @description The profile image URL of the user */
                    image?: string;
                    lastName: string;
                    /** @description The name of the user */
                    name: string;
                    /** @description The password of the user */
                    password: string;
                    /** @description If this is false, the session will not be remembered. Default is `true`. */
                    rememberMe?: boolean;
                    socialLinks?: unknown;
                    userName: string;
                };
            };
        };
        responses: {
            /** @description Successfully created user */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "token": "WeuprDSEjFhtY3dXtk3fN46Kb0Jye9N0.TgsDTyN+M4jj2xuX5lqygd5FNQwQLuqEEa/aqZ1NpCU=",
                     *       "user": {
                     *         "id": "w0rldNova001",
                     *         "email": "nova@example.com",
                     *         "name": "Nova Reyes",
                     *         "image": "https://cdn.example.com/nova.png",
                     *         "emailVerified": true,
                     *         "createdAt": "2026-05-01T19:00:00.000Z",
                     *         "updatedAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @description Authentication token for the session */
                        token?: string | null;
                        user: {
                            /**
                             * Format: date-time
                             * @description When the user was created
                             */
                            createdAt: string;
                            /**
                             * Format: email
                             * @description The email address of the user
                             */
                            email: string;
                            /** @description Whether the email has been verified */
                            emailVerified: boolean;
                            /** @description The unique identifier of the user */
                            id: string;
                            /**
                             * Format: uri
                             * @description The profile image URL of the user
                             */
                            image?: string | null;
                            /** @description The name of the user */
                            name: string;
                            /**
                             * Format: date-time
                             * @description When the user was last updated
                             */
                            updatedAt: string;
                        };
                    };
                };
            };
            /** @description Refused: `VALIDATION_ERROR`, `INVALID_EMAIL`, `PASSWORD_TOO_SHORT`, `PASSWORD_TOO_LONG`, `MALFORMED_JSON` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthRefusal"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR" | "INVALID_EMAIL" | "PASSWORD_TOO_SHORT" | "PASSWORD_TOO_LONG";
                    };
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Refused: `USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL`, `INVALID`, `FAILED_TO_CREATE_USER`, `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthRefusal"] & {
                        /** @enum {string} */
                        code?: "USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL" | "INVALID" | "FAILED_TO_CREATE_USER";
                    };
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            /** @description Refused: `DATABASE_UNAVAILABLE`, `SERVER_BUSY` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    authUpdateUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "name": "Nova Reyes",
                 *       "image": "https://cdn.example.com/nova.png",
                 *       "firstName": "Nova",
                 *       "lastName": "Reyes",
                 *       "userName": "nova",
                 *       "avatarUrl": "https://cdn.example.com/nova.glb",
                 *       "socialLinks": {
                 *         "mastodon": "https://social.example/@nova"
                 *       }
                 *     }
                 */
                "application/json": {
                    avatarUrl?: string;
                    firstName?: string;
                    /** @description The image of the user */
                    image?: string | null;
                    lastName?: string;
                    /** @description The name of the user */
                    name?: string;
                    socialLinks?: unknown;
                    userName?: string;
                };
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "user": {
                     *         "id": "5f0c9d9e-3a52-4b6e-9c1f-0a7d4f2b8e11",
                     *         "name": "Nova Reyes",
                     *         "email": "nova@example.com",
                     *         "emailVerified": false,
                     *         "image": "https://cdn.example.com/nova.png",
                     *         "createdAt": "2026-05-01T19:00:00.000Z",
                     *         "updatedAt": "2026-05-01T19:00:00.000Z",
                     *         "firstName": "Nova",
                     *         "lastName": "Reyes",
                     *         "userName": "nova",
                     *         "avatarUrl": "https://cdn.example.com/nova.glb",
                     *         "socialLinks": {
                     *           "mastodon": "https://social.example/@nova"
                     *         },
                     *         "role": "user"
                     *       }
                     *     }
                     */
                    "application/json": {
                        user?: components["schemas"]["AuthUser"];
                    };
                };
            };
            /** @description Refused: `VALIDATION_ERROR`, `NO_FIELDS_TO_UPDATE`, `MALFORMED_JSON` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthRefusal"] & {
                        /** @enum {string} */
                        code?: "VALIDATION_ERROR" | "NO_FIELDS_TO_UPDATE";
                    };
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused: `UNAUTHORIZED` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthRefusal"] & {
                        /** @enum {string} */
                        code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description Refused: `USERNAME_TAKEN`, `RENAMED_TOO_OFTEN` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthRefusal"] & {
                        /** @enum {string} */
                        code?: "USERNAME_TAKEN" | "RENAMED_TOO_OFTEN";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Refused: `INVALID`, `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthRefusal"] & {
                        /** @enum {string} */
                        code?: "INVALID";
                    };
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    checkUserName: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "userName": "nova"
                 *     }
                 */
                "application/json": {
                    userName: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "userName": "nova",
                     *         "available": true
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: {
                            available: boolean;
                            userName: string;
                        };
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            /** @description Signed in, and not allowed. `FORBIDDEN` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    completeMyProfile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "firstName": "Nova",
                 *       "lastName": "Reyes",
                 *       "userName": "nova",
                 *       "socialLinks": {
                 *         "mastodon": "https://social.example/@nova"
                 *       },
                 *       "avatarUrl": "https://cdn.example.com/nova.glb"
                 *     }
                 */
                "application/json": {
                    avatarUrl?: string;
                    firstName?: string;
                    lastName?: string;
                    socialLinks?: {
                        [key: string]: string;
                    };
                    userName?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "userName": "nova",
                     *         "email": "nova@example.com",
                     *         "emailVerified": true,
                     *         "name": "Nova Reyes",
                     *         "firstName": "Nova",
                     *         "lastName": "Reyes",
                     *         "image": "https://cdn.example.com/nova.png",
                     *         "avatarUrl": "https://cdn.example.com/nova.glb",
                     *         "socialLinks": {
                     *           "mastodon": "https://social.example/@nova"
                     *         },
                     *         "role": "user",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "createdAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Account"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "USER_NOT_FOUND";
                    };
                };
            };
            /** @description It does not go with how things are. `RENAMED_TOO_OFTEN`, `USERNAME_TAKEN` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RENAMED_TOO_OFTEN" | "USERNAME_TAKEN";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID`, `USERNAME_RESERVED` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID" | "USERNAME_RESERVED";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    getSignedInUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "userName": "nova",
                     *         "email": "nova@example.com",
                     *         "emailVerified": true,
                     *         "name": "Nova Reyes",
                     *         "firstName": "Nova",
                     *         "lastName": "Reyes",
                     *         "image": "https://cdn.example.com/nova.png",
                     *         "avatarUrl": "https://cdn.example.com/nova.glb",
                     *         "socialLinks": {
                     *           "mastodon": "https://social.example/@nova"
                     *         },
                     *         "role": "user",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "createdAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Account"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    getMyProfile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "userName": "nova",
                     *         "email": "nova@example.com",
                     *         "emailVerified": true,
                     *         "name": "Nova Reyes",
                     *         "firstName": "Nova",
                     *         "lastName": "Reyes",
                     *         "image": "https://cdn.example.com/nova.png",
                     *         "avatarUrl": "https://cdn.example.com/nova.glb",
                     *         "socialLinks": {
                     *           "mastodon": "https://social.example/@nova"
                     *         },
                     *         "role": "user",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "createdAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Account"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    getMyProfileStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "isComplete": true,
                     *         "missing": [
                     *           "avatarUrl"
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["ProfileStatus"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    signUpFull: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "nova@example.com",
                 *       "password": "correct-horse-battery",
                 *       "firstName": "Nova",
                 *       "lastName": "Reyes",
                 *       "userName": "nova"
                 *     }
                 */
                "application/json": {
                    /** Format: email */
                    email: string;
                    firstName: string;
                    lastName: string;
                    password: string;
                    userName: string;
                };
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "user": {
                     *           "userName": "nova",
                     *           "email": "nova@example.com",
                     *           "emailVerified": true,
                     *           "name": "Nova Reyes",
                     *           "firstName": "Nova",
                     *           "lastName": "Reyes",
                     *           "image": "https://cdn.example.com/nova.png",
                     *           "avatarUrl": "https://cdn.example.com/nova.glb",
                     *           "socialLinks": {
                     *             "mastodon": "https://social.example/@nova"
                     *           },
                     *           "role": "user",
                     *           "creatorId": "cR3at0rN0va1",
                     *           "createdAt": "2026-05-01T19:00:00.000Z"
                     *         },
                     *         "token": "WeuprDSEjFhtY3dXtk3fN46Kb0Jye9N0.TgsDTyN+M4jj2xuX5lqygd5FNQwQLuqEEa/aqZ1NpCU="
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: {
                            token: string;
                            user: components["schemas"]["Account"];
                        };
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            /** @description Signed in, and not allowed. `FORBIDDEN` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description It does not go with how things are. `EMAIL_TAKEN`, `USERNAME_TAKEN` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "EMAIL_TAKEN" | "USERNAME_TAKEN";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID`, `USERNAME_RESERVED` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID" | "USERNAME_RESERVED";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            /** @description Something that we need is away: try again after `Retry-After` seconds. `DATABASE_UNAVAILABLE`, `SERVER_BUSY` */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "SERVER_BUSY";
                    };
                };
            };
        };
    };
    listBaseModels: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                page?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "bM0delHuman1",
                     *           "name": "Human",
                     *           "meshUrl": "https://cdn.example.com/neon-helmet.glb",
                     *           "skeletonUrl": "https://cdn.example.com/humanoid.glb",
                     *           "thumbnailUrl": "https://cdn.example.com/neon-helmet-small.png",
                     *           "rigType": "humanoid",
                     *           "slots": [
                     *             {
                     *               "slotName": "head",
                     *               "slotType": "mesh_replacement",
                     *               "maxItems": 1,
                     *               "displayOrder": 1
                     *             }
                     *           ],
                     *           "createdAt": "2026-05-01T19:00:00.000Z"
                     *         }
                     *       ],
                     *       "page": {
                     *         "limit": 20,
                     *         "nextCursor": "qG0v3yB7mS0dXk1vZ2lq8w"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["BaseModel"][];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    addBaseModel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Nova Reyes",
                 *       "meshUrl": "https://cdn.example.com/neon-helmet.glb",
                 *       "skeletonUrl": "https://cdn.example.com/humanoid.glb",
                 *       "thumbnailUrl": "https://cdn.example.com/neon-helmet-small.png",
                 *       "rigType": "humanoid",
                 *       "slots": [
                 *         {
                 *           "slotName": "head",
                 *           "slotType": "mesh_replacement",
                 *           "displayOrder": 1
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    meshUrl: string;
                    name: string;
                    rigType: string;
                    skeletonUrl: string;
                    slots: {
                        displayOrder: number;
                        slotName: string;
                        /** @enum {string} */
                        slotType: "mesh_replacement" | "attachment" | "texture_overlay";
                    }[];
                    thumbnailUrl?: string | null;
                };
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "bM0delHuman1",
                     *         "name": "Human",
                     *         "meshUrl": "https://cdn.example.com/neon-helmet.glb",
                     *         "skeletonUrl": "https://cdn.example.com/humanoid.glb",
                     *         "thumbnailUrl": "https://cdn.example.com/neon-helmet-small.png",
                     *         "rigType": "humanoid",
                     *         "slots": [
                     *           {
                     *             "slotName": "head",
                     *             "slotType": "mesh_replacement",
                     *             "maxItems": 1,
                     *             "displayOrder": 1
                     *           }
                     *         ],
                     *         "createdAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["BaseModel"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "USER_NOT_FOUND";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    updateBaseModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example bM0delHuman1 */
                baseModelId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Human",
                 *       "meshUrl": "https://cdn.example.com/neon-helmet.glb",
                 *       "skeletonUrl": "https://cdn.example.com/humanoid.glb",
                 *       "thumbnailUrl": "https://cdn.example.com/neon-helmet-small.png",
                 *       "rigType": "humanoid",
                 *       "slots": [
                 *         {
                 *           "slotName": "head",
                 *           "slotType": "mesh_replacement",
                 *           "displayOrder": 1
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    meshUrl?: string;
                    name?: string;
                    rigType?: string;
                    skeletonUrl?: string;
                    slots?: {
                        displayOrder: number;
                        slotName: string;
                        /** @enum {string} */
                        slotType: "mesh_replacement" | "attachment" | "texture_overlay";
                    }[];
                    thumbnailUrl?: string | null;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "bM0delHuman1",
                     *         "name": "Human",
                     *         "meshUrl": "https://cdn.example.com/neon-helmet.glb",
                     *         "skeletonUrl": "https://cdn.example.com/humanoid.glb",
                     *         "thumbnailUrl": "https://cdn.example.com/neon-helmet-small.png",
                     *         "rigType": "humanoid",
                     *         "slots": [
                     *           {
                     *             "slotName": "head",
                     *             "slotType": "mesh_replacement",
                     *             "maxItems": 1,
                     *             "displayOrder": 1
                     *           }
                     *         ],
                     *         "createdAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["BaseModel"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `BASE_MODEL_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "BASE_MODEL_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            /** @description It does not go with how things are. `SLOT_IN_USE` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "SLOT_IN_USE";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    listMyWearables: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                page?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "itemId": "w3arHelmet01",
                     *           "baseModelId": "bM0delHuman1",
                     *           "slotName": "head",
                     *           "meshUrl": "https://cdn.example.com/neon-helmet.glb",
                     *           "textureUrl": "https://cdn.example.com/neon-helmet.png",
                     *           "thumbnailUrl": "https://cdn.example.com/neon-helmet-small.png",
                     *           "source": "purchase",
                     *           "acquiredAt": "2026-05-01T19:00:00.000Z"
                     *         }
                     *       ],
                     *       "page": {
                     *         "limit": 20,
                     *         "nextCursor": "qG0v3yB7mS0dXk1vZ2lq8w"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["OwnedWearable"][];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    listWearables: {
        parameters: {
            query?: {
                baseModelId?: string;
                cursor?: string;
                limit?: number;
                page?: number;
                slotName?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "w3arHelmet01",
                     *           "productId": "pR0dHelmet01",
                     *           "creatorId": "cR3at0rN0va1",
                     *           "baseModelId": "bM0delHuman1",
                     *           "slotName": "head",
                     *           "meshUrl": "https://cdn.example.com/neon-helmet.glb",
                     *           "textureUrl": "https://cdn.example.com/neon-helmet.png",
                     *           "thumbnailUrl": "https://cdn.example.com/neon-helmet-small.png",
                     *           "metadata": {
                     *             "rarity": "rare"
                     *           },
                     *           "incompatibleWith": [
                     *             "w3arMask0001"
                     *           ],
                     *           "createdAt": "2026-05-01T19:00:00.000Z"
                     *         }
                     *       ],
                     *       "page": {
                     *         "limit": 20,
                     *         "nextCursor": "qG0v3yB7mS0dXk1vZ2lq8w"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Wearable"][];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    addWearable: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "baseModelId": "bM0delHuman1",
                 *       "slotName": "head",
                 *       "meshUrl": "https://cdn.example.com/neon-helmet.glb",
                 *       "textureUrl": "https://cdn.example.com/neon-helmet.png",
                 *       "thumbnailUrl": "https://cdn.example.com/neon-helmet-small.png",
                 *       "metadata": {
                 *         "rarity": "rare"
                 *       },
                 *       "incompatibleWith": [
                 *         "w3arMask0001"
                 *       ]
                 *     }
                 */
                "application/json": {
                    baseModelId: string;
                    incompatibleWith?: string[];
                    meshUrl?: string | null;
                    /** @description Up to 4 000 characters as JSON. `colors` names the parts that players can colour, each with what they can choose or `"any"`: `{ "main": ["#c00", "#00c"], "band": "any" }`. Without it they choose freely. */
                    metadata?: {
                        [key: string]: unknown;
                    } | null;
                    slotName: string;
                    textureUrl?: string | null;
                    thumbnailUrl: string;
                };
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "w3arHelmet01",
                     *         "productId": "pR0dHelmet01",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "baseModelId": "bM0delHuman1",
                     *         "slotName": "head",
                     *         "meshUrl": "https://cdn.example.com/neon-helmet.glb",
                     *         "textureUrl": "https://cdn.example.com/neon-helmet.png",
                     *         "thumbnailUrl": "https://cdn.example.com/neon-helmet-small.png",
                     *         "metadata": {
                     *           "rarity": "rare"
                     *         },
                     *         "incompatibleWith": [
                     *           "w3arMask0001"
                     *         ],
                     *         "createdAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Wearable"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN`, `NOT_A_CREATOR` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "NOT_A_CREATOR";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `BASE_MODEL_NOT_FOUND`, `ITEM_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "BASE_MODEL_NOT_FOUND" | "ITEM_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            /** @description It does not go with how things are. `QUOTA_REACHED`, `SLOT_MISMATCH` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "QUOTA_REACHED" | "SLOT_MISMATCH";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    updateWearable: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example w3arHelmet01 */
                itemId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "meshUrl": "https://cdn.example.com/neon-helmet.glb",
                 *       "textureUrl": "https://cdn.example.com/neon-helmet.png",
                 *       "thumbnailUrl": "https://cdn.example.com/neon-helmet-small.png",
                 *       "metadata": {
                 *         "rarity": "rare"
                 *       },
                 *       "incompatibleWith": [
                 *         "w3arMask0001"
                 *       ]
                 *     }
                 */
                "application/json": {
                    incompatibleWith?: string[];
                    meshUrl?: string | null;
                    /** @description Up to 4 000 characters as JSON. `colors` names the parts that players can colour, each with what they can choose or `"any"`: `{ "main": ["#c00", "#00c"], "band": "any" }`. Without it they choose freely. */
                    metadata?: {
                        [key: string]: unknown;
                    } | null;
                    textureUrl?: string | null;
                    thumbnailUrl?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "w3arHelmet01",
                     *         "productId": "pR0dHelmet01",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "baseModelId": "bM0delHuman1",
                     *         "slotName": "head",
                     *         "meshUrl": "https://cdn.example.com/neon-helmet.glb",
                     *         "textureUrl": "https://cdn.example.com/neon-helmet.png",
                     *         "thumbnailUrl": "https://cdn.example.com/neon-helmet-small.png",
                     *         "metadata": {
                     *           "rarity": "rare"
                     *         },
                     *         "incompatibleWith": [
                     *           "w3arMask0001"
                     *         ],
                     *         "createdAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Wearable"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN`, `NOT_THE_OWNER` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "NOT_THE_OWNER";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `ITEM_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "ITEM_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    getMyAvatar: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "aVt_8kQ2mZ4p",
                     *         "baseModelId": "bM0delHuman1",
                     *         "name": "My Avatar",
                     *         "isActive": true,
                     *         "createdAt": "2026-05-01T19:00:00.000Z",
                     *         "updatedAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Avatar"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Not there, or not yours to know of. `AVATAR_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "AVATAR_NOT_FOUND";
                    };
                };
            };
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    listMyAvatars: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                page?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "aVt_8kQ2mZ4p",
                     *           "baseModelId": "bM0delHuman1",
                     *           "name": "My Avatar",
                     *           "isActive": true,
                     *           "createdAt": "2026-05-01T19:00:00.000Z",
                     *           "updatedAt": "2026-05-01T19:00:00.000Z"
                     *         }
                     *       ],
                     *       "page": {
                     *         "limit": 20,
                     *         "nextCursor": "qG0v3yB7mS0dXk1vZ2lq8w"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Avatar"][];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    createMyAvatar: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "baseModelId": "bM0delHuman1",
                 *       "name": "My Avatar"
                 *     }
                 */
                "application/json": {
                    baseModelId: string;
                    name?: string;
                };
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "aVt_8kQ2mZ4p",
                     *         "baseModelId": "bM0delHuman1",
                     *         "name": "My Avatar",
                     *         "isActive": true,
                     *         "createdAt": "2026-05-01T19:00:00.000Z",
                     *         "updatedAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Avatar"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `BASE_MODEL_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "BASE_MODEL_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            /** @description It does not go with how things are. `QUOTA_REACHED` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "QUOTA_REACHED";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    updateMyAvatar: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example aVt_8kQ2mZ4p */
                avatarId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "My Avatar",
                 *       "isActive": true
                 *     }
                 */
                "application/json": {
                    /** @constant */
                    isActive?: true;
                    name?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "aVt_8kQ2mZ4p",
                     *         "baseModelId": "bM0delHuman1",
                     *         "name": "My Avatar",
                     *         "isActive": true,
                     *         "createdAt": "2026-05-01T19:00:00.000Z",
                     *         "updatedAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Avatar"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `AVATAR_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "AVATAR_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    deleteMyAvatar: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example aVt_8kQ2mZ4p */
                avatarId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `AVATAR_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "AVATAR_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            /** @description It does not go with how things are. `LAST_AVATAR` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "LAST_AVATAR";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    equip: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example aVt_8kQ2mZ4p */
                avatarId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "itemId": "w3arHelmet01",
                 *       "slotName": "head",
                 *       "colorVariant": {
                 *         "primary": "#ff00aa"
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @description What you choose for each part of the wearable, up to 256 bytes as JSON; of what `metadata.colors` of the wearable offers, where it has that. */
                    colorVariant?: {
                        [key: string]: string | number | boolean;
                    };
                    itemId: string;
                    slotName?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "avatarId": "aVt_8kQ2mZ4p",
                     *         "equipped": [
                     *           {
                     *             "slotName": "head",
                     *             "itemId": "w3arHelmet01",
                     *             "meshUrl": "https://cdn.example.com/neon-helmet.glb",
                     *             "textureUrl": "https://cdn.example.com/neon-helmet.png",
                     *             "thumbnailUrl": "https://cdn.example.com/neon-helmet-small.png",
                     *             "colorVariant": {
                     *               "primary": "#ff00aa"
                     *             },
                     *             "equippedAt": "2026-05-01T19:00:00.000Z"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Equipment"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `AVATAR_NOT_FOUND`, `ITEM_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "AVATAR_NOT_FOUND" | "ITEM_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            /** @description It does not go with how things are. `ITEM_INCOMPATIBLE`, `ITEM_NOT_OWNED`, `SLOT_MISMATCH`, `WRONG_BASE_MODEL` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "ITEM_INCOMPATIBLE" | "ITEM_NOT_OWNED" | "SLOT_MISMATCH" | "WRONG_BASE_MODEL";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    getEquipment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example aVt_8kQ2mZ4p */
                avatarId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "avatarId": "aVt_8kQ2mZ4p",
                     *         "equipped": [
                     *           {
                     *             "slotName": "head",
                     *             "itemId": "w3arHelmet01",
                     *             "meshUrl": "https://cdn.example.com/neon-helmet.glb",
                     *             "textureUrl": "https://cdn.example.com/neon-helmet.png",
                     *             "thumbnailUrl": "https://cdn.example.com/neon-helmet-small.png",
                     *             "colorVariant": {
                     *               "primary": "#ff00aa"
                     *             },
                     *             "equippedAt": "2026-05-01T19:00:00.000Z"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Equipment"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Not there, or not yours to know of. `AVATAR_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "AVATAR_NOT_FOUND";
                    };
                };
            };
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    unequip: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example aVt_8kQ2mZ4p */
                avatarId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "slotName": "head"
                 *     }
                 */
                "application/json": {
                    slotName: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "avatarId": "aVt_8kQ2mZ4p",
                     *         "equipped": [
                     *           {
                     *             "slotName": "head",
                     *             "itemId": "w3arHelmet01",
                     *             "meshUrl": "https://cdn.example.com/neon-helmet.glb",
                     *             "textureUrl": "https://cdn.example.com/neon-helmet.png",
                     *             "thumbnailUrl": "https://cdn.example.com/neon-helmet-small.png",
                     *             "colorVariant": {
                     *               "primary": "#ff00aa"
                     *             },
                     *             "equippedAt": "2026-05-01T19:00:00.000Z"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Equipment"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `AVATAR_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "AVATAR_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    listCreators: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                page?: number;
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "cR3at0rN0va1",
                     *           "userName": "nova",
                     *           "name": "Nova Reyes",
                     *           "bio": "Light and sound, every Friday.",
                     *           "pointsName": "Sparks",
                     *           "pointsSymbol": "✨",
                     *           "worldId": "w0rldNova001",
                     *           "tribeId": "tR1beNova001",
                     *           "storeId": "sT0reNova001",
                     *           "createdAt": "2026-05-01T19:00:00.000Z",
                     *           "updatedAt": "2026-05-01T19:00:00.000Z",
                     *           "retiredAt": null
                     *         }
                     *       ],
                     *       "page": {
                     *         "limit": 20,
                     *         "nextCursor": "qG0v3yB7mS0dXk1vZ2lq8w"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Creator"][];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    getCreator: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example cR3at0rN0va1 */
                creatorId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "cR3at0rN0va1",
                     *         "userName": "nova",
                     *         "name": "Nova Reyes",
                     *         "bio": "Light and sound, every Friday.",
                     *         "pointsName": "Sparks",
                     *         "pointsSymbol": "✨",
                     *         "worldId": "w0rldNova001",
                     *         "tribeId": "tR1beNova001",
                     *         "storeId": "sT0reNova001",
                     *         "createdAt": "2026-05-01T19:00:00.000Z",
                     *         "updatedAt": "2026-05-01T19:00:00.000Z",
                     *         "retiredAt": null
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Creator"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not there, or not yours to know of. `CREATOR_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CREATOR_NOT_FOUND";
                    };
                };
            };
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    removeCreator: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example cR3at0rN0va1 */
                creatorId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "creatorId": "cR3at0rN0va1",
                     *         "outcome": "retired"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["CreatorRemoval"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN`, `NOT_THE_OWNER` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "NOT_THE_OWNER";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `CREATOR_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CREATOR_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    updateCreator: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example cR3at0rN0va1 */
                creatorId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "bio": "Light and sound, every Friday.",
                 *       "pointsName": "Sparks",
                 *       "pointsSymbol": "✨"
                 *     }
                 */
                "application/json": {
                    bio?: string | null;
                    pointsName?: string;
                    pointsSymbol?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "cR3at0rN0va1",
                     *         "userName": "nova",
                     *         "name": "Nova Reyes",
                     *         "bio": "Light and sound, every Friday.",
                     *         "pointsName": "Sparks",
                     *         "pointsSymbol": "✨",
                     *         "worldId": "w0rldNova001",
                     *         "tribeId": "tR1beNova001",
                     *         "storeId": "sT0reNova001",
                     *         "createdAt": "2026-05-01T19:00:00.000Z",
                     *         "updatedAt": "2026-05-01T19:00:00.000Z",
                     *         "retiredAt": null
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Creator"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN`, `NOT_THE_OWNER` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "NOT_THE_OWNER";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `CREATOR_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CREATOR_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    getTribeOfCreator: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example cR3at0rN0va1 */
                creatorId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "tR1beNova001",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "name": "The Novas",
                     *         "description": "Open every Friday.",
                     *         "perks": [
                     *           "First in line for every drop"
                     *         ],
                     *         "joinCost": 0,
                     *         "createdAt": "2026-05-01T19:00:00.000Z",
                     *         "memberCount": 128
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["TribeNow"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not there, or not yours to know of. `TRIBE_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TRIBE_NOT_FOUND";
                    };
                };
            };
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    getWorldOfCreator: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example cR3at0rN0va1 */
                creatorId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "w0rldNova001",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "name": "Nova's world",
                     *         "description": "Open every Friday.",
                     *         "createdAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["World"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not there, or not yours to know of. `WORLD_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "WORLD_NOT_FOUND";
                    };
                };
            };
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    becomeCreator: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "bio": "Light and sound, every Friday.",
                 *       "pointsName": "Sparks"
                 *     }
                 */
                "application/json": {
                    bio?: string | null;
                    pointsName?: string;
                };
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "cR3at0rN0va1",
                     *         "userName": "nova",
                     *         "name": "Nova Reyes",
                     *         "bio": "Light and sound, every Friday.",
                     *         "pointsName": "Sparks",
                     *         "pointsSymbol": "✨",
                     *         "worldId": "w0rldNova001",
                     *         "tribeId": "tR1beNova001",
                     *         "storeId": "sT0reNova001",
                     *         "createdAt": "2026-05-01T19:00:00.000Z",
                     *         "updatedAt": "2026-05-01T19:00:00.000Z",
                     *         "retiredAt": null
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Creator"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "USER_NOT_FOUND";
                    };
                };
            };
            /** @description It does not go with how things are. `ALREADY_CREATOR` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "ALREADY_CREATOR";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    listEvents: {
        parameters: {
            query?: {
                cursor?: string;
                from?: string;
                isLive?: "true" | "false";
                limit?: number;
                page?: number;
                search?: string;
                spaceId?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "eV3ntNight01",
                     *           "spaceId": "sTag3Ne0n001",
                     *           "creatorId": "cR3at0rN0va1",
                     *           "name": "Friday night",
                     *           "description": "Open every Friday.",
                     *           "startTime": "2026-05-01T19:00:00.000Z",
                     *           "endTime": "2026-05-01T20:30:00.000Z",
                     *           "isLive": true,
                     *           "startedAt": "2026-05-01T19:00:00.000Z",
                     *           "endedAt": "2026-05-01T20:30:00.000Z",
                     *           "reward": {
                     *             "pointsPerMinute": 1,
                     *             "minimumSeconds": 60,
                     *             "maximumPoints": 200,
                     *             "budget": 100000
                     *           },
                     *           "createdAt": "2026-05-01T19:00:00.000Z"
                     *         }
                     *       ],
                     *       "page": {
                     *         "limit": 20,
                     *         "nextCursor": "qG0v3yB7mS0dXk1vZ2lq8w"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Event"][];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    scheduleEvent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "spaceId": "sTag3Ne0n001",
                 *       "name": "Friday night",
                 *       "description": "Open every Friday.",
                 *       "startTime": "2026-05-01T19:00:00.000Z",
                 *       "endTime": "2026-05-01T20:30:00.000Z",
                 *       "reward": {
                 *         "pointsPerMinute": 1,
                 *         "minimumSeconds": 60,
                 *         "maximumPoints": 200,
                 *         "budget": 100000
                 *       }
                 *     }
                 */
                "application/json": {
                    description?: string | null;
                    /** Format: date-time */
                    endTime: string;
                    name: string;
                    reward?: {
                        budget?: number | null;
                        maximumPoints?: number | null;
                        minimumSeconds?: number;
                        pointsPerMinute?: number;
                    };
                    spaceId: string;
                    /** Format: date-time */
                    startTime: string;
                };
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "eV3ntNight01",
                     *         "spaceId": "sTag3Ne0n001",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "name": "Friday night",
                     *         "description": "Open every Friday.",
                     *         "startTime": "2026-05-01T19:00:00.000Z",
                     *         "endTime": "2026-05-01T20:30:00.000Z",
                     *         "isLive": true,
                     *         "startedAt": "2026-05-01T19:00:00.000Z",
                     *         "endedAt": "2026-05-01T20:30:00.000Z",
                     *         "reward": {
                     *           "pointsPerMinute": 1,
                     *           "minimumSeconds": 60,
                     *           "maximumPoints": 200,
                     *           "budget": 100000
                     *         },
                     *         "createdAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Event"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN`, `NOT_A_CREATOR`, `NOT_THE_OWNER` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "NOT_A_CREATOR" | "NOT_THE_OWNER";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `SPACE_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "SPACE_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            /** @description It does not go with how things are. `QUOTA_REACHED` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "QUOTA_REACHED";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    getEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example eV3ntNight01 */
                eventId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "eV3ntNight01",
                     *         "spaceId": "sTag3Ne0n001",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "name": "Friday night",
                     *         "description": "Open every Friday.",
                     *         "startTime": "2026-05-01T19:00:00.000Z",
                     *         "endTime": "2026-05-01T20:30:00.000Z",
                     *         "isLive": true,
                     *         "startedAt": "2026-05-01T19:00:00.000Z",
                     *         "endedAt": "2026-05-01T20:30:00.000Z",
                     *         "reward": {
                     *           "pointsPerMinute": 1,
                     *           "minimumSeconds": 60,
                     *           "maximumPoints": 200,
                     *           "budget": 100000
                     *         },
                     *         "createdAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Event"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not there, or not yours to know of. `EVENT_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "EVENT_NOT_FOUND";
                    };
                };
            };
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    updateEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example eV3ntNight01 */
                eventId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Friday night",
                 *       "description": "Open every Friday.",
                 *       "startTime": "2026-05-01T19:00:00.000Z",
                 *       "endTime": "2026-05-01T20:30:00.000Z",
                 *       "reward": {
                 *         "pointsPerMinute": 1,
                 *         "minimumSeconds": 60,
                 *         "maximumPoints": 200,
                 *         "budget": 100000
                 *       },
                 *       "isLive": true
                 *     }
                 */
                "application/json": {
                    description?: string | null;
                    /** Format: date-time */
                    endTime?: string;
                    isLive?: boolean;
                    name?: string;
                    reward?: {
                        budget?: number | null;
                        maximumPoints?: number | null;
                        minimumSeconds?: number;
                        pointsPerMinute?: number;
                    };
                    /** Format: date-time */
                    startTime?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "eV3ntNight01",
                     *         "spaceId": "sTag3Ne0n001",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "name": "Friday night",
                     *         "description": "Open every Friday.",
                     *         "startTime": "2026-05-01T19:00:00.000Z",
                     *         "endTime": "2026-05-01T20:30:00.000Z",
                     *         "isLive": true,
                     *         "startedAt": "2026-05-01T19:00:00.000Z",
                     *         "endedAt": "2026-05-01T20:30:00.000Z",
                     *         "reward": {
                     *           "pointsPerMinute": 1,
                     *           "minimumSeconds": 60,
                     *           "maximumPoints": 200,
                     *           "budget": 100000
                     *         },
                     *         "createdAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Event"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN`, `NOT_THE_OWNER` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "NOT_THE_OWNER";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `EVENT_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "EVENT_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            /** @description It does not go with how things are. `EVENT_ALREADY_ENDED`, `EVENT_IS_LIVE`, `SPACE_HAS_LIVE_EVENT` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "EVENT_ALREADY_ENDED" | "EVENT_IS_LIVE" | "SPACE_HAS_LIVE_EVENT";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    deleteEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example eV3ntNight01 */
                eventId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN`, `NOT_THE_OWNER` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "NOT_THE_OWNER";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `EVENT_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "EVENT_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            /** @description It does not go with how things are. `EVENT_HAS_ATTENDANCE`, `EVENT_IS_LIVE` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "EVENT_HAS_ATTENDANCE" | "EVENT_IS_LIVE";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    attendEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example eV3ntNight01 */
                eventId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "eventId": "eV3ntNight01",
                     *         "heartbeatSeconds": 15,
                     *         "joinedAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["CheckIn"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `BANNED`, `FORBIDDEN` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "BANNED" | "FORBIDDEN";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `EVENT_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "EVENT_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            /** @description It does not go with how things are. `EVENT_NOT_LIVE`, `SPACE_INACTIVE` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "EVENT_NOT_LIVE" | "SPACE_INACTIVE";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    listAttendees: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                page?: number;
            };
            header?: never;
            path: {
                /** @example eV3ntNight01 */
                eventId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "userName": "nova",
                     *           "joinedAt": "2026-05-01T19:00:00.000Z",
                     *           "isThereNow": true
                     *         }
                     *       ],
                     *       "page": {
                     *         "limit": 20,
                     *         "nextCursor": "qG0v3yB7mS0dXk1vZ2lq8w"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Attendee"][];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not there, or not yours to know of. `EVENT_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "EVENT_NOT_FOUND";
                    };
                };
            };
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    endEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example eV3ntNight01 */
                eventId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "eV3ntNight01",
                     *         "spaceId": "sTag3Ne0n001",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "name": "Friday night",
                     *         "description": "Open every Friday.",
                     *         "startTime": "2026-05-01T19:00:00.000Z",
                     *         "endTime": "2026-05-01T20:30:00.000Z",
                     *         "isLive": true,
                     *         "startedAt": "2026-05-01T19:00:00.000Z",
                     *         "endedAt": "2026-05-01T20:30:00.000Z",
                     *         "reward": {
                     *           "pointsPerMinute": 1,
                     *           "minimumSeconds": 60,
                     *           "maximumPoints": 200,
                     *           "budget": 100000
                     *         },
                     *         "createdAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Event"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN`, `NOT_THE_OWNER` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "NOT_THE_OWNER";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `EVENT_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "EVENT_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            /** @description It does not go with how things are. `EVENT_NOT_LIVE` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "EVENT_NOT_LIVE";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    getMyAttendance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example eV3ntNight01 */
                eventId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "eventId": "eV3ntNight01",
                     *         "reward": {
                     *           "pointsPerMinute": 1,
                     *           "minimumSeconds": 60,
                     *           "maximumPoints": 200,
                     *           "budget": 100000
                     *         },
                     *         "visits": [
                     *           {
                     *             "joinedAt": "2026-05-01T19:00:00.000Z",
                     *             "leftAt": "2026-05-01T20:30:00.000Z",
                     *             "duration": 5400,
                     *             "creditedFrom": "2026-05-01T19:00:00.000Z",
                     *             "creditedTo": "2026-05-01T20:30:00.000Z",
                     *             "pointsEarned": 90
                     *           }
                     *         ],
                     *         "creditedSeconds": 5400,
                     *         "points": 90,
                     *         "pointsEarned": 90
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["MyAttendance"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Not there, or not yours to know of. `EVENT_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "EVENT_NOT_FOUND";
                    };
                };
            };
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    getEventReport: {
        parameters: {
            query?: {
                format?: "json" | "csv";
            };
            header?: never;
            path: {
                /** @example eV3ntNight01 */
                eventId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "eventId": "eV3ntNight01",
                     *         "name": "Friday night",
                     *         "isLive": true,
                     *         "startedAt": "2026-05-01T19:00:00.000Z",
                     *         "endedAt": "2026-05-01T20:30:00.000Z",
                     *         "reportedAt": "2026-05-01T20:30:00.000Z",
                     *         "peak": 37,
                     *         "headcount": [
                     *           {
                     *             "at": "2026-05-01T19:00:00.000Z",
                     *             "users": 35,
                     *             "peak": 37
                     *           }
                     *         ],
                     *         "uniqueAttendees": 128,
                     *         "attendedMinutes": 9600,
                     *         "attendedSeconds": 576000,
                     *         "creditedMinutes": 9500,
                     *         "creditedSeconds": 5400,
                     *         "averageStaySeconds": 4500,
                     *         "pointsIssued": 9500,
                     *         "budget": 100000,
                     *         "budgetLeft": 90500,
                     *         "sales": {
                     *           "orders": 42,
                     *           "points": 90
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["EventReport"];
                    };
                    "text/csv": string;
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `NOT_THE_OWNER` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "NOT_THE_OWNER";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `EVENT_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "EVENT_NOT_FOUND";
                    };
                };
            };
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    startEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example eV3ntNight01 */
                eventId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "eV3ntNight01",
                     *         "spaceId": "sTag3Ne0n001",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "name": "Friday night",
                     *         "description": "Open every Friday.",
                     *         "startTime": "2026-05-01T19:00:00.000Z",
                     *         "endTime": "2026-05-01T20:30:00.000Z",
                     *         "isLive": true,
                     *         "startedAt": "2026-05-01T19:00:00.000Z",
                     *         "endedAt": "2026-05-01T20:30:00.000Z",
                     *         "reward": {
                     *           "pointsPerMinute": 1,
                     *           "minimumSeconds": 60,
                     *           "maximumPoints": 200,
                     *           "budget": 100000
                     *         },
                     *         "createdAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Event"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN`, `NOT_THE_OWNER` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "NOT_THE_OWNER";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `EVENT_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "EVENT_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            /** @description It does not go with how things are. `EVENT_ALREADY_ENDED`, `SPACE_HAS_LIVE_EVENT` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "EVENT_ALREADY_ENDED" | "SPACE_HAS_LIVE_EVENT";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    listInventory: {
        parameters: {
            query?: {
                creatorId?: string;
                cursor?: string;
                limit?: number;
                page?: number;
                productType?: "avatar" | "collectible" | "digital_asset" | "merchandise" | "access_pass" | "custom";
                search?: string;
                sort?: "newest" | "oldest" | "name";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "iNv_5hT9xC2e",
                     *           "productId": "pR0dHelmet01",
                     *           "creatorId": "cR3at0rN0va1",
                     *           "name": "Neon helmet",
                     *           "productType": "avatar",
                     *           "quantity": 1,
                     *           "itemId": "w3arHelmet01",
                     *           "digitalAssetUrl": "https://cdn.example.com/neon-helmet.zip",
                     *           "acquiredAt": "2026-05-01T19:00:00.000Z"
                     *         }
                     *       ],
                     *       "page": {
                     *         "limit": 20,
                     *         "nextCursor": "qG0v3yB7mS0dXk1vZ2lq8w"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["InventoryEntry"][];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    getInventoryEntry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example iNv_5hT9xC2e */
                inventoryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "iNv_5hT9xC2e",
                     *         "productId": "pR0dHelmet01",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "name": "Neon helmet",
                     *         "productType": "avatar",
                     *         "quantity": 1,
                     *         "itemId": "w3arHelmet01",
                     *         "digitalAssetUrl": "https://cdn.example.com/neon-helmet.zip",
                     *         "acquiredAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["InventoryEntry"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Not there, or not yours to know of. `INVENTORY_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVENTORY_NOT_FOUND";
                    };
                };
            };
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    consumeInventory: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "inventoryId": "iNv_5hT9xC2e",
                 *       "quantity": 1
                 *     }
                 */
                "application/json": {
                    inventoryId: string;
                    quantity: number;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    /** @description `true` where this key was answered before, and this is that answer. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "inventoryId": "iNv_5hT9xC2e",
                     *         "productId": "pR0dHelmet01",
                     *         "name": "Nova Reyes",
                     *         "quantity": 1,
                     *         "remaining": 0,
                     *         "consumedAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["InventoryConsumption"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `INVENTORY_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVENTORY_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            /** @description It does not go with how things are. `INSUFFICIENT_QUANTITY` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INSUFFICIENT_QUANTITY";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `IDEMPOTENCY_KEY_REUSED`, `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "IDEMPOTENCY_KEY_REUSED" | "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    getInventoryOverview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "entries": 1,
                     *         "items": 1,
                     *         "byType": {
                     *           "avatar": {
                     *             "entries": 1,
                     *             "items": 1
                     *           }
                     *         },
                     *         "byCreator": [
                     *           {
                     *             "creatorId": "cR3at0rN0va1",
                     *             "entries": 1,
                     *             "items": 1
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["InventoryOverview"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    transferInventory: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "inventoryId": "iNv_5hT9xC2e",
                 *       "quantity": 1,
                 *       "toUserName": "comet"
                 *     }
                 */
                "application/json": {
                    inventoryId: string;
                    quantity: number;
                    toUserName: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    /** @description `true` where this key was answered before, and this is that answer. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "transferId": "0196f0a1-7c41-7d3c-b2f4-6e1a9c0d5b72",
                     *         "inventoryId": "iNv_5hT9xC2e",
                     *         "productId": "pR0dHelmet01",
                     *         "name": "Nova Reyes",
                     *         "quantity": 1,
                     *         "remaining": 0,
                     *         "toUserName": "comet",
                     *         "transferredAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["InventoryTransfer"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `INVENTORY_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVENTORY_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            /** @description It does not go with how things are. `ALREADY_OWNED`, `INSUFFICIENT_QUANTITY`, `ITEM_ON_HOLD` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "ALREADY_OWNED" | "INSUFFICIENT_QUANTITY" | "ITEM_ON_HOLD";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `IDEMPOTENCY_KEY_REUSED`, `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "IDEMPOTENCY_KEY_REUSED" | "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    listInventoryOfType: {
        parameters: {
            query?: {
                creatorId?: string;
                cursor?: string;
                limit?: number;
                page?: number;
                search?: string;
                sort?: "newest" | "oldest" | "name";
            };
            header?: never;
            path: {
                /** @example avatar */
                productType: "avatar" | "collectible" | "digital_asset" | "merchandise" | "access_pass" | "custom";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "iNv_5hT9xC2e",
                     *           "productId": "pR0dHelmet01",
                     *           "creatorId": "cR3at0rN0va1",
                     *           "name": "Neon helmet",
                     *           "productType": "avatar",
                     *           "quantity": 1,
                     *           "itemId": "w3arHelmet01",
                     *           "digitalAssetUrl": "https://cdn.example.com/neon-helmet.zip",
                     *           "acquiredAt": "2026-05-01T19:00:00.000Z"
                     *         }
                     *       ],
                     *       "page": {
                     *         "limit": 20,
                     *         "nextCursor": "qG0v3yB7mS0dXk1vZ2lq8w"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["InventoryEntry"][];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    getBalance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example cR3at0rN0va1 */
                creatorId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "creatorId": "cR3at0rN0va1",
                     *         "creatorUserName": "nova",
                     *         "pointsName": "Sparks",
                     *         "pointsSymbol": "✨",
                     *         "balance": 250,
                     *         "lastUpdated": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Balance"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Not there, or not yours to know of. `CREATOR_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CREATOR_NOT_FOUND";
                    };
                };
            };
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    listBalances: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                page?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "creatorId": "cR3at0rN0va1",
                     *           "creatorUserName": "nova",
                     *           "pointsName": "Sparks",
                     *           "pointsSymbol": "✨",
                     *           "balance": 250,
                     *           "lastUpdated": "2026-05-01T19:00:00.000Z"
                     *         }
                     *       ],
                     *       "page": {
                     *         "limit": 20,
                     *         "nextCursor": "qG0v3yB7mS0dXk1vZ2lq8w"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Balance"][];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    giftPoints: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "creatorId": "cR3at0rN0va1",
                 *       "toUserName": "comet",
                 *       "amount": 90,
                 *       "message": "For the encore!"
                 *     }
                 */
                "application/json": {
                    amount: number;
                    creatorId: string;
                    message?: string | null;
                    toUserName: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    /** @description `true` where this key was answered before, and this is that answer. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "giftId": "0196f0a1-7c42-7f1e-9a03-8d4b6c2e1f57",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "toUserName": "comet",
                     *         "amount": 90,
                     *         "message": "For the encore!",
                     *         "balance": 250,
                     *         "givenAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["PointGift"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `CREATOR_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CREATOR_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            /** @description It does not go with how things are. `BALANCE_LIMIT_REACHED`, `INSUFFICIENT_POINTS`, `POINTS_ON_HOLD` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "BALANCE_LIMIT_REACHED" | "INSUFFICIENT_POINTS" | "POINTS_ON_HOLD";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `IDEMPOTENCY_KEY_REUSED`, `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "IDEMPOTENCY_KEY_REUSED" | "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    grantPoints: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "creatorId": "cR3at0rN0va1",
                 *       "userName": "nova",
                 *       "amount": 90,
                 *       "reason": "For the show that broke off"
                 *     }
                 */
                "application/json": {
                    amount: number;
                    creatorId: string;
                    reason: string;
                    userName: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    /** @description `true` where this key was answered before, and this is that answer. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "giftId": "0196f0a1-7c42-7f1e-9a03-8d4b6c2e1f57",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "userName": "nova",
                     *         "amount": 90,
                     *         "reason": "For the show that broke off",
                     *         "grantedAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["PointGrant"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `CREATOR_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CREATOR_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            /** @description It does not go with how things are. `BALANCE_LIMIT_REACHED`, `CREATOR_RETIRED` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "BALANCE_LIMIT_REACHED" | "CREATOR_RETIRED";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `IDEMPOTENCY_KEY_REUSED`, `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "IDEMPOTENCY_KEY_REUSED" | "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    listLeaders: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                page?: number;
            };
            header?: never;
            path: {
                /** @example cR3at0rN0va1 */
                creatorId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "rank": 1,
                     *           "userName": "nova",
                     *           "totalEarned": 1250
                     *         }
                     *       ],
                     *       "page": {
                     *         "limit": 20,
                     *         "nextCursor": "qG0v3yB7mS0dXk1vZ2lq8w"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Leader"][];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not there, or not yours to know of. `CREATOR_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CREATOR_NOT_FOUND";
                    };
                };
            };
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    listMyPackages: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                page?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "pAckStart3r1",
                     *           "creatorId": "cR3at0rN0va1",
                     *           "name": "Starter pack",
                     *           "pointsAmount": 500,
                     *           "bonusPoints": 50,
                     *           "priceUSD": "4.99",
                     *           "isActive": true,
                     *           "displayOrder": 1,
                     *           "createdAt": "2026-05-01T19:00:00.000Z"
                     *         }
                     *       ],
                     *       "page": {
                     *         "limit": 20,
                     *         "nextCursor": "qG0v3yB7mS0dXk1vZ2lq8w"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["PointsPackage"][];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `NOT_A_CREATOR` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "NOT_A_CREATOR";
                    };
                };
            };
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    listMyPurchases: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                page?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "transactionId": "0196f0a1-7c40-7e0f-8a11-5c2d9b7f1a63",
                     *           "creatorId": "cR3at0rN0va1",
                     *           "packageId": "pAckStart3r1",
                     *           "status": "pending",
                     *           "amountUSD": "4.99",
                     *           "refundedUSD": "0.00",
                     *           "pointsReceived": 550,
                     *           "paymentProvider": "sandbox",
                     *           "paymentUrl": "https://worlds.example.com/sandbox/payments/sbx_4f7a1c9e",
                     *           "clientSecret": null,
                     *           "purchasedAt": "2026-05-01T19:00:00.000Z",
                     *           "cancelledAt": "2026-05-01T20:30:00.000Z"
                     *         }
                     *       ],
                     *       "page": {
                     *         "limit": 20,
                     *         "nextCursor": "qG0v3yB7mS0dXk1vZ2lq8w"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["PointsPurchase"][];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    createPackage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Starter pack",
                 *       "pointsAmount": 500,
                 *       "priceUSD": "4.99",
                 *       "bonusPoints": 50,
                 *       "displayOrder": 1
                 *     }
                 */
                "application/json": {
                    /** @default 0 */
                    bonusPoints?: number;
                    /** @default 0 */
                    displayOrder?: number;
                    name: string;
                    pointsAmount: number;
                    priceUSD: string;
                };
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "pAckStart3r1",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "name": "Starter pack",
                     *         "pointsAmount": 500,
                     *         "bonusPoints": 50,
                     *         "priceUSD": "4.99",
                     *         "isActive": true,
                     *         "displayOrder": 1,
                     *         "createdAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["PointsPackage"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN`, `NOT_A_CREATOR` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "NOT_A_CREATOR";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "USER_NOT_FOUND";
                    };
                };
            };
            /** @description It does not go with how things are. `QUOTA_REACHED` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "QUOTA_REACHED";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    listPackagesOfCreator: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                page?: number;
            };
            header?: never;
            path: {
                /** @example cR3at0rN0va1 */
                creatorId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "pAckStart3r1",
                     *           "creatorId": "cR3at0rN0va1",
                     *           "name": "Starter pack",
                     *           "pointsAmount": 500,
                     *           "bonusPoints": 50,
                     *           "priceUSD": "4.99",
                     *           "isActive": true,
                     *           "displayOrder": 1,
                     *           "createdAt": "2026-05-01T19:00:00.000Z"
                     *         }
                     *       ],
                     *       "page": {
                     *         "limit": 20,
                     *         "nextCursor": "qG0v3yB7mS0dXk1vZ2lq8w"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["PointsPackage"][];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not there, or not yours to know of. `CREATOR_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CREATOR_NOT_FOUND";
                    };
                };
            };
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    updatePackage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example pAckStart3r1 */
                packageId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Starter pack",
                 *       "pointsAmount": 500,
                 *       "priceUSD": "4.99",
                 *       "bonusPoints": 50,
                 *       "displayOrder": 1,
                 *       "isActive": true
                 *     }
                 */
                "application/json": {
                    bonusPoints?: number;
                    displayOrder?: number;
                    isActive?: boolean;
                    name?: string;
                    pointsAmount?: number;
                    priceUSD?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "pAckStart3r1",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "name": "Starter pack",
                     *         "pointsAmount": 500,
                     *         "bonusPoints": 50,
                     *         "priceUSD": "4.99",
                     *         "isActive": true,
                     *         "displayOrder": 1,
                     *         "createdAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["PointsPackage"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN`, `NOT_THE_OWNER` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "NOT_THE_OWNER";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `PACKAGE_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PACKAGE_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    retirePackage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example pAckStart3r1 */
                packageId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "pAckStart3r1",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "name": "Starter pack",
                     *         "pointsAmount": 500,
                     *         "bonusPoints": 50,
                     *         "priceUSD": "4.99",
                     *         "isActive": true,
                     *         "displayOrder": 1,
                     *         "createdAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["PointsPackage"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN`, `NOT_THE_OWNER` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "NOT_THE_OWNER";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `PACKAGE_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PACKAGE_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    purchasePackage: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "packageId": "pAckStart3r1",
                 *       "expectedUSD": "4.99",
                 *       "expectedPoints": 550
                 *     }
                 */
                "application/json": {
                    /** @description The points that you were shown, bonus included: with any other, 409 PRICE_CHANGED. */
                    expectedPoints?: number;
                    /** @description The price that you were shown: with any other, 409 PRICE_CHANGED. */
                    expectedUSD?: string;
                    packageId: string;
                };
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    /** @description `true` where this key was answered before, and this is that answer. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "transactionId": "0196f0a1-7c40-7e0f-8a11-5c2d9b7f1a63",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "packageId": "pAckStart3r1",
                     *         "status": "pending",
                     *         "amountUSD": "4.99",
                     *         "refundedUSD": "0.00",
                     *         "pointsReceived": 550,
                     *         "paymentProvider": "sandbox",
                     *         "paymentUrl": "https://worlds.example.com/sandbox/payments/sbx_4f7a1c9e",
                     *         "clientSecret": null,
                     *         "purchasedAt": "2026-05-01T19:00:00.000Z",
                     *         "cancelledAt": "2026-05-01T20:30:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["PointsPurchase"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `PACKAGE_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PACKAGE_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            /** @description It does not go with how things are. `BALANCE_LIMIT_REACHED`, `CREATOR_RETIRED`, `PAYMENTS_DISABLED`, `PRICE_CHANGED` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "BALANCE_LIMIT_REACHED" | "CREATOR_RETIRED" | "PAYMENTS_DISABLED" | "PRICE_CHANGED";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `IDEMPOTENCY_KEY_REUSED`, `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "IDEMPOTENCY_KEY_REUSED" | "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            /** @description Something that we need is away: try again after `Retry-After` seconds. `DATABASE_UNAVAILABLE`, `PAYMENTS_UNAVAILABLE` */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "PAYMENTS_UNAVAILABLE";
                    };
                };
            };
        };
    };
    getPurchase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0196f0a1-7c40-7e0f-8a11-5c2d9b7f1a63 */
                transactionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "transactionId": "0196f0a1-7c40-7e0f-8a11-5c2d9b7f1a63",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "packageId": "pAckStart3r1",
                     *         "status": "pending",
                     *         "amountUSD": "4.99",
                     *         "refundedUSD": "0.00",
                     *         "pointsReceived": 550,
                     *         "paymentProvider": "sandbox",
                     *         "paymentUrl": "https://worlds.example.com/sandbox/payments/sbx_4f7a1c9e",
                     *         "clientSecret": null,
                     *         "purchasedAt": "2026-05-01T19:00:00.000Z",
                     *         "cancelledAt": "2026-05-01T20:30:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["PointsPurchase"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Not there, or not yours to know of. `PURCHASE_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PURCHASE_NOT_FOUND";
                    };
                };
            };
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    listTransactions: {
        parameters: {
            query?: {
                creatorId?: string;
                cursor?: string;
                from?: string;
                limit?: number;
                page?: number;
                to?: string;
                type?: "earn" | "spend" | "purchase" | "refund" | "gift";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "transactionId": "0196f0a1-7c40-7e0f-8a11-5c2d9b7f1a63",
                     *           "creatorId": "cR3at0rN0va1",
                     *           "amount": 90,
                     *           "balance": 250,
                     *           "type": "earn",
                     *           "source": "experience",
                     *           "referenceType": "event",
                     *           "referenceId": "eV3ntNight01",
                     *           "description": "Open every Friday.",
                     *           "message": "For the encore!",
                     *           "createdAt": "2026-05-01T19:00:00.000Z"
                     *         }
                     *       ],
                     *       "page": {
                     *         "limit": 20,
                     *         "nextCursor": "qG0v3yB7mS0dXk1vZ2lq8w"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["PointTransaction"][];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    listSpaces: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                page?: number;
                search?: string;
                spaceType?: string;
                worldId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "sTag3Ne0n001",
                     *           "worldId": "w0rldNova001",
                     *           "creatorId": "cR3at0rN0va1",
                     *           "name": "Neon stage",
                     *           "spaceType": "stage",
                     *           "isActive": true,
                     *           "capacity": 200,
                     *           "movement": {
                     *             "reachMetres": 300,
                     *             "cellMetres": 20,
                     *             "metresPerSecond": 12,
                     *             "spawn": {
                     *               "x": 0,
                     *               "y": 0,
                     *               "z": -20,
                     *               "heading": 1.57,
                     *               "radiusMetres": 5
                     *             },
                     *             "portals": [
                     *               {
                     *                 "at": {
                     *                   "x": 40,
                     *                   "z": -12.5
                     *                 },
                     *                 "radiusMetres": 2,
                     *                 "to": {
                     *                   "x": 0,
                     *                   "y": 6,
                     *                   "z": 30,
                     *                   "heading": 3.14
                     *                 }
                     *               }
                     *             ]
                     *           },
                     *           "createdAt": "2026-05-01T19:00:00.000Z"
                     *         }
                     *       ],
                     *       "page": {
                     *         "limit": 20,
                     *         "nextCursor": "qG0v3yB7mS0dXk1vZ2lq8w"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Space"][];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    createSpace: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "worldId": "w0rldNova001",
                 *       "name": "Neon stage",
                 *       "spaceType": "stage",
                 *       "capacity": 200,
                 *       "movement": {
                 *         "reachMetres": 300,
                 *         "cellMetres": 20,
                 *         "metresPerSecond": 12,
                 *         "spawn": {
                 *           "x": 0,
                 *           "y": 0,
                 *           "z": -20,
                 *           "heading": 1.57,
                 *           "radiusMetres": 5
                 *         },
                 *         "portals": [
                 *           {
                 *             "at": {
                 *               "x": 40,
                 *               "z": -12.5
                 *             },
                 *             "radiusMetres": 2,
                 *             "to": {
                 *               "x": 0,
                 *               "y": 6,
                 *               "z": 30,
                 *               "heading": 3.14
                 *             }
                 *           }
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": {
                    capacity?: number;
                    movement?: {
                        /** @description Avatars are seen at full rate from at least 0.9 of this, and at all from 1.8 of it */
                        cellMetres?: number;
                        /** @description The fastest along the ground */
                        metresPerSecond?: number;
                        /** @description Who comes near `at` is put to `to` */
                        portals?: {
                            at: {
                                x: number;
                                z: number;
                            };
                            radiusMetres: number;
                            to: {
                                heading: number;
                                x: number;
                                y: number;
                                z: number;
                            };
                        }[];
                        /** @description From the origin, in x and in z */
                        reachMetres?: number;
                        /** @description Where newcomers are put */
                        spawn?: {
                            heading: number;
                            radiusMetres: number;
                            x: number;
                            y: number;
                            z: number;
                        };
                    };
                    name: string;
                    spaceType: string;
                    worldId: string;
                };
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "sTag3Ne0n001",
                     *         "worldId": "w0rldNova001",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "name": "Neon stage",
                     *         "spaceType": "stage",
                     *         "isActive": true,
                     *         "capacity": 200,
                     *         "movement": {
                     *           "reachMetres": 300,
                     *           "cellMetres": 20,
                     *           "metresPerSecond": 12,
                     *           "spawn": {
                     *             "x": 0,
                     *             "y": 0,
                     *             "z": -20,
                     *             "heading": 1.57,
                     *             "radiusMetres": 5
                     *           },
                     *           "portals": [
                     *             {
                     *               "at": {
                     *                 "x": 40,
                     *                 "z": -12.5
                     *               },
                     *               "radiusMetres": 2,
                     *               "to": {
                     *                 "x": 0,
                     *                 "y": 6,
                     *                 "z": 30,
                     *                 "heading": 3.14
                     *               }
                     *             }
                     *           ]
                     *         },
                     *         "createdAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Space"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN`, `NOT_A_CREATOR`, `NOT_THE_OWNER` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "NOT_A_CREATOR" | "NOT_THE_OWNER";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `USER_NOT_FOUND`, `WORLD_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "USER_NOT_FOUND" | "WORLD_NOT_FOUND";
                    };
                };
            };
            /** @description It does not go with how things are. `QUOTA_REACHED` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "QUOTA_REACHED";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID`, `MOVEMENT_INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID" | "MOVEMENT_INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    getSpace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example sTag3Ne0n001 */
                spaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "sTag3Ne0n001",
                     *         "worldId": "w0rldNova001",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "name": "Neon stage",
                     *         "spaceType": "stage",
                     *         "isActive": true,
                     *         "capacity": 200,
                     *         "movement": {
                     *           "reachMetres": 300,
                     *           "cellMetres": 20,
                     *           "metresPerSecond": 12,
                     *           "spawn": {
                     *             "x": 0,
                     *             "y": 0,
                     *             "z": -20,
                     *             "heading": 1.57,
                     *             "radiusMetres": 5
                     *           },
                     *           "portals": [
                     *             {
                     *               "at": {
                     *                 "x": 40,
                     *                 "z": -12.5
                     *               },
                     *               "radiusMetres": 2,
                     *               "to": {
                     *                 "x": 0,
                     *                 "y": 6,
                     *                 "z": 30,
                     *                 "heading": 3.14
                     *               }
                     *             }
                     *           ]
                     *         },
                     *         "createdAt": "2026-05-01T19:00:00.000Z",
                     *         "playersNow": 37
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["SpaceNow"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not there, or not yours to know of. `SPACE_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "SPACE_NOT_FOUND";
                    };
                };
            };
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    updateSpace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example sTag3Ne0n001 */
                spaceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Neon stage",
                 *       "spaceType": "stage",
                 *       "capacity": 200,
                 *       "movement": {
                 *         "reachMetres": 300,
                 *         "cellMetres": 20,
                 *         "metresPerSecond": 12,
                 *         "spawn": {
                 *           "x": 0,
                 *           "y": 0,
                 *           "z": -20,
                 *           "heading": 1.57,
                 *           "radiusMetres": 5
                 *         },
                 *         "portals": [
                 *           {
                 *             "at": {
                 *               "x": 40,
                 *               "z": -12.5
                 *             },
                 *             "radiusMetres": 2,
                 *             "to": {
                 *               "x": 0,
                 *               "y": 6,
                 *               "z": 30,
                 *               "heading": 3.14
                 *             }
                 *           }
                 *         ]
                 *       },
                 *       "isActive": true
                 *     }
                 */
                "application/json": {
                    capacity?: number;
                    isActive?: boolean;
                    movement?: {
                        /** @description Avatars are seen at full rate from at least 0.9 of this, and at all from 1.8 of it */
                        cellMetres?: number;
                        /** @description The fastest along the ground */
                        metresPerSecond?: number;
                        /** @description Who comes near `at` is put to `to` */
                        portals?: {
                            at: {
                                x: number;
                                z: number;
                            };
                            radiusMetres: number;
                            to: {
                                heading: number;
                                x: number;
                                y: number;
                                z: number;
                            };
                        }[];
                        /** @description From the origin, in x and in z */
                        reachMetres?: number;
                        /** @description Where newcomers are put */
                        spawn?: {
                            heading: number;
                            radiusMetres: number;
                            x: number;
                            y: number;
                            z: number;
                        };
                    };
                    name?: string;
                    spaceType?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "sTag3Ne0n001",
                     *         "worldId": "w0rldNova001",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "name": "Neon stage",
                     *         "spaceType": "stage",
                     *         "isActive": true,
                     *         "capacity": 200,
                     *         "movement": {
                     *           "reachMetres": 300,
                     *           "cellMetres": 20,
                     *           "metresPerSecond": 12,
                     *           "spawn": {
                     *             "x": 0,
                     *             "y": 0,
                     *             "z": -20,
                     *             "heading": 1.57,
                     *             "radiusMetres": 5
                     *           },
                     *           "portals": [
                     *             {
                     *               "at": {
                     *                 "x": 40,
                     *                 "z": -12.5
                     *               },
                     *               "radiusMetres": 2,
                     *               "to": {
                     *                 "x": 0,
                     *                 "y": 6,
                     *                 "z": 30,
                     *                 "heading": 3.14
                     *               }
                     *             }
                     *           ]
                     *         },
                     *         "createdAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Space"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN`, `NOT_THE_OWNER` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "NOT_THE_OWNER";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `SPACE_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "SPACE_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID`, `MOVEMENT_INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID" | "MOVEMENT_INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    deleteSpace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example sTag3Ne0n001 */
                spaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN`, `NOT_THE_OWNER` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "NOT_THE_OWNER";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `SPACE_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "SPACE_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            /** @description It does not go with how things are. `EVENT_IS_LIVE`, `SPACE_HAS_HISTORY` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "EVENT_IS_LIVE" | "SPACE_HAS_HISTORY";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    announce: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example sTag3Ne0n001 */
                spaceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "The show begins in two minutes."
                 *     }
                 */
                "application/json": {
                    text: string;
                };
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "spaceId": "sTag3Ne0n001",
                     *         "userName": "nova",
                     *         "text": "The show begins in two minutes.",
                     *         "sentAt": "2026-10-31T19:58:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Announcement"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN`, `NOT_THE_OWNER` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "NOT_THE_OWNER";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `SPACE_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "SPACE_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    listBans: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                page?: number;
            };
            header?: never;
            path: {
                /** @example sTag3Ne0n001 */
                spaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "spaceId": "sTag3Ne0n001",
                     *           "userName": "nova",
                     *           "reason": "Shouting over the band",
                     *           "until": "2026-05-08T19:00:00.000Z",
                     *           "bannedBy": "nova",
                     *           "createdAt": "2026-05-01T19:00:00.000Z"
                     *         }
                     *       ],
                     *       "page": {
                     *         "limit": 20,
                     *         "nextCursor": "qG0v3yB7mS0dXk1vZ2lq8w"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Ban"][];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `NOT_THE_OWNER` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "NOT_THE_OWNER";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `SPACE_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "SPACE_NOT_FOUND";
                    };
                };
            };
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    banPlayer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example sTag3Ne0n001 */
                spaceId: string;
                /** @example nova */
                userName: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Shouting over the band",
                 *       "until": "2026-05-08T19:00:00.000Z"
                 *     }
                 */
                "application/json": {
                    reason?: string | null;
                    until?: string | null;
                };
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "spaceId": "sTag3Ne0n001",
                     *         "userName": "nova",
                     *         "reason": "Shouting over the band",
                     *         "until": "2026-05-08T19:00:00.000Z",
                     *         "bannedBy": "nova",
                     *         "createdAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Ban"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN`, `NOT_THE_OWNER` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "NOT_THE_OWNER";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `SPACE_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "SPACE_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            /** @description It does not go with how things are. `CANNOT_BE_REMOVED` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CANNOT_BE_REMOVED";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    liftBan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example sTag3Ne0n001 */
                spaceId: string;
                /** @example nova */
                userName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN`, `NOT_THE_OWNER` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "NOT_THE_OWNER";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `BAN_NOT_FOUND`, `SPACE_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "BAN_NOT_FOUND" | "SPACE_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    banPlayerBySession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example h-pXa6CrH */
                sessionId: string;
                /** @example sTag3Ne0n001 */
                spaceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Shouting over the band",
                 *       "until": "2026-05-08T19:00:00.000Z"
                 *     }
                 */
                "application/json": {
                    reason?: string | null;
                    until?: string | null;
                };
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "spaceId": "sTag3Ne0n001",
                     *         "userName": "nova",
                     *         "reason": "Shouting over the band",
                     *         "until": "2026-05-08T19:00:00.000Z",
                     *         "bannedBy": "nova",
                     *         "createdAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Ban"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN`, `NOT_THE_OWNER` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "NOT_THE_OWNER";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `SPACE_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "SPACE_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            /** @description It does not go with how things are. `CANNOT_BE_REMOVED` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CANNOT_BE_REMOVED";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    listInstances: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example sTag3Ne0n001 */
                spaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "roomId": "WFRdccpUF",
                     *           "address": "10.0.0.5:2567",
                     *           "players": 42,
                     *           "capacity": 200,
                     *           "takesNewcomers": true
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Instance"][];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not there, or not yours to know of. `SPACE_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "SPACE_NOT_FOUND";
                    };
                };
            };
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    drainInstance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example WFRdccpUF */
                roomId: string;
                /** @example sTag3Ne0n001 */
                spaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "roomId": "WFRdccpUF",
                     *         "players": 42
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["InstanceDrain"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN`, `NOT_THE_OWNER` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "NOT_THE_OWNER";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `INSTANCE_NOT_FOUND`, `SPACE_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INSTANCE_NOT_FOUND" | "SPACE_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    kickPlayer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example sTag3Ne0n001 */
                spaceId: string;
                /** @example nova */
                userName: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "reason": "Shouting over the band"
                 *     }
                 */
                "application/json": {
                    reason?: string | null;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "spaceId": "sTag3Ne0n001",
                     *         "userName": "nova",
                     *         "connections": 1
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Kicked"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN`, `NOT_THE_OWNER` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "NOT_THE_OWNER";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `SPACE_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "SPACE_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            /** @description It does not go with how things are. `CANNOT_BE_REMOVED`, `NOT_IN_SPACE` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CANNOT_BE_REMOVED" | "NOT_IN_SPACE";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    kickPlayerBySession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example h-pXa6CrH */
                sessionId: string;
                /** @example sTag3Ne0n001 */
                spaceId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "reason": "Shouting over the band"
                 *     }
                 */
                "application/json": {
                    reason?: string | null;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "spaceId": "sTag3Ne0n001",
                     *         "userName": "nova",
                     *         "connections": 1
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Kicked"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN`, `NOT_THE_OWNER` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "NOT_THE_OWNER";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `SPACE_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "SPACE_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            /** @description It does not go with how things are. `CANNOT_BE_REMOVED`, `NOT_IN_SPACE` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CANNOT_BE_REMOVED" | "NOT_IN_SPACE";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    listMutes: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                page?: number;
            };
            header?: never;
            path: {
                /** @example sTag3Ne0n001 */
                spaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "spaceId": "sTag3Ne0n001",
                     *           "userName": "nova",
                     *           "reason": "Shouting over the band",
                     *           "until": "2026-05-08T19:00:00.000Z",
                     *           "mutedBy": "nova",
                     *           "createdAt": "2026-05-01T19:00:00.000Z"
                     *         }
                     *       ],
                     *       "page": {
                     *         "limit": 20,
                     *         "nextCursor": "qG0v3yB7mS0dXk1vZ2lq8w"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Mute"][];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `NOT_THE_OWNER` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "NOT_THE_OWNER";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `SPACE_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "SPACE_NOT_FOUND";
                    };
                };
            };
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    mutePlayer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example sTag3Ne0n001 */
                spaceId: string;
                /** @example nova */
                userName: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Shouting over the band",
                 *       "until": "2026-05-08T19:00:00.000Z"
                 *     }
                 */
                "application/json": {
                    reason?: string | null;
                    until?: string | null;
                };
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "spaceId": "sTag3Ne0n001",
                     *         "userName": "nova",
                     *         "reason": "Shouting over the band",
                     *         "until": "2026-05-08T19:00:00.000Z",
                     *         "mutedBy": "nova",
                     *         "createdAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Mute"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN`, `NOT_THE_OWNER` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "NOT_THE_OWNER";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `SPACE_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "SPACE_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            /** @description It does not go with how things are. `CANNOT_BE_REMOVED` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CANNOT_BE_REMOVED";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    unmutePlayer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example sTag3Ne0n001 */
                spaceId: string;
                /** @example nova */
                userName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN`, `NOT_THE_OWNER` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "NOT_THE_OWNER";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `MUTE_NOT_FOUND`, `SPACE_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "MUTE_NOT_FOUND" | "SPACE_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            /** @description It does not go with how things are. `CANNOT_BE_REMOVED` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CANNOT_BE_REMOVED";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    mutePlayerBySession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example h-pXa6CrH */
                sessionId: string;
                /** @example sTag3Ne0n001 */
                spaceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Shouting over the band",
                 *       "until": "2026-05-08T19:00:00.000Z"
                 *     }
                 */
                "application/json": {
                    reason?: string | null;
                    until?: string | null;
                };
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "spaceId": "sTag3Ne0n001",
                     *         "userName": "nova",
                     *         "reason": "Shouting over the band",
                     *         "until": "2026-05-08T19:00:00.000Z",
                     *         "mutedBy": "nova",
                     *         "createdAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Mute"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN`, `NOT_THE_OWNER` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "NOT_THE_OWNER";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `SPACE_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "SPACE_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            /** @description It does not go with how things are. `CANNOT_BE_REMOVED` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CANNOT_BE_REMOVED";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    getMySanctions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example sTag3Ne0n001 */
                spaceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "spaceId": "sTag3Ne0n001",
                     *         "ban": {
                     *           "reason": "Shouting over the band",
                     *           "until": "2026-05-08T19:00:00.000Z"
                     *         },
                     *         "mute": {
                     *           "reason": "Shouting over the band",
                     *           "until": "2026-05-08T19:00:00.000Z"
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["OwnSanctions"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Not there, or not yours to know of. `SPACE_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "SPACE_NOT_FOUND";
                    };
                };
            };
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    getStore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example cR3at0rN0va1 */
                creatorId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "sT0reNova001",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "userName": "nova",
                     *         "storeName": "Nova's store",
                     *         "description": "Open every Friday.",
                     *         "bannerUrl": "https://cdn.example.com/banner.png",
                     *         "logoUrl": "https://cdn.example.com/logo.png",
                     *         "isActive": true,
                     *         "settings": {
                     *           "theme": "dark"
                     *         },
                     *         "pointsName": "Sparks",
                     *         "pointsSymbol": "✨",
                     *         "createdAt": "2026-05-01T19:00:00.000Z",
                     *         "updatedAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Store"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not there, or not yours to know of. `STORE_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "STORE_NOT_FOUND";
                    };
                };
            };
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    listProductsOfStore: {
        parameters: {
            query?: {
                available?: "true" | "false";
                cursor?: string;
                limit?: number;
                page?: number;
                priceMax?: string;
                priceMin?: string;
                productType?: "avatar" | "collectible" | "digital_asset" | "merchandise" | "access_pass" | "custom";
                search?: string;
                sort?: "display_order" | "newest" | "oldest" | "price_asc" | "price_desc" | "name";
            };
            header?: never;
            path: {
                /** @example cR3at0rN0va1 */
                creatorId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "pR0dHelmet01",
                     *           "creatorId": "cR3at0rN0va1",
                     *           "name": "Neon helmet",
                     *           "description": "Open every Friday.",
                     *           "productType": "avatar",
                     *           "digitalAssetUrl": "https://cdn.example.com/neon-helmet.zip",
                     *           "itemId": "w3arHelmet01",
                     *           "pricePoints": 120,
                     *           "isActive": true,
                     *           "maxQuantity": 100,
                     *           "currentStock": 42,
                     *           "maxPerUser": 2,
                     *           "releaseDate": "2026-05-01T19:00:00.000Z",
                     *           "metadata": {
                     *             "rarity": "rare"
                     *           },
                     *           "displayOrder": 1,
                     *           "createdAt": "2026-05-01T19:00:00.000Z",
                     *           "updatedAt": "2026-05-01T19:00:00.000Z"
                     *         }
                     *       ],
                     *       "page": {
                     *         "limit": 20,
                     *         "nextCursor": "qG0v3yB7mS0dXk1vZ2lq8w"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Product"][];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not there, or not yours to know of. `CREATOR_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "CREATOR_NOT_FOUND";
                    };
                };
            };
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    listMyInventory: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                page?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "iNv_5hT9xC2e",
                     *           "productId": "pR0dHelmet01",
                     *           "creatorId": "cR3at0rN0va1",
                     *           "name": "Neon helmet",
                     *           "productType": "avatar",
                     *           "quantity": 1,
                     *           "itemId": "w3arHelmet01",
                     *           "digitalAssetUrl": "https://cdn.example.com/neon-helmet.zip",
                     *           "acquiredAt": "2026-05-01T19:00:00.000Z"
                     *         }
                     *       ],
                     *       "page": {
                     *         "limit": 20,
                     *         "nextCursor": "qG0v3yB7mS0dXk1vZ2lq8w"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["InventoryEntry"][];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    listMyOrders: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                page?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "orderNumber": "0196f0a1-7c3e-7b1a-9d52-3f1c8a6b2e40",
                     *           "creatorId": "cR3at0rN0va1",
                     *           "totalPoints": 120,
                     *           "status": "completed",
                     *           "items": [
                     *             {
                     *               "productId": "pR0dHelmet01",
                     *               "name": "Neon helmet",
                     *               "quantity": 1,
                     *               "pointsPerItem": 120,
                     *               "totalPoints": 120
                     *             }
                     *           ],
                     *           "createdAt": "2026-05-01T19:00:00.000Z"
                     *         }
                     *       ],
                     *       "page": {
                     *         "limit": 20,
                     *         "nextCursor": "qG0v3yB7mS0dXk1vZ2lq8w"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Order"][];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    updateMyStore: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "storeName": "Nova's store",
                 *       "description": "Open every Friday.",
                 *       "bannerUrl": "https://cdn.example.com/banner.png",
                 *       "logoUrl": "https://cdn.example.com/logo.png",
                 *       "isActive": true,
                 *       "settings": {
                 *         "theme": "dark"
                 *       }
                 *     }
                 */
                "application/json": {
                    bannerUrl?: string | null;
                    description?: string | null;
                    isActive?: boolean;
                    logoUrl?: string | null;
                    settings?: {
                        [key: string]: unknown;
                    } | null;
                    storeName?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "sT0reNova001",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "userName": "nova",
                     *         "storeName": "Nova's store",
                     *         "description": "Open every Friday.",
                     *         "bannerUrl": "https://cdn.example.com/banner.png",
                     *         "logoUrl": "https://cdn.example.com/logo.png",
                     *         "isActive": true,
                     *         "settings": {
                     *           "theme": "dark"
                     *         },
                     *         "pointsName": "Sparks",
                     *         "pointsSymbol": "✨",
                     *         "createdAt": "2026-05-01T19:00:00.000Z",
                     *         "updatedAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Store"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN`, `NOT_A_CREATOR` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "NOT_A_CREATOR";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `STORE_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "STORE_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    refundOrder: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example 0196f0a1-7c3e-7b1a-9d52-3f1c8a6b2e40 */
                orderNumber: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    /** @description `true` where this key was answered before, and this is that answer. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "orderNumber": "0196f0a1-7c3e-7b1a-9d52-3f1c8a6b2e40",
                     *         "status": "cancelled",
                     *         "refundedPoints": 90,
                     *         "refundedAt": "2026-05-01T20:30:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["OrderRefund"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `ORDER_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "ORDER_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            /** @description It does not go with how things are. `ALREADY_REFUNDED`, `BALANCE_LIMIT_REACHED`, `ITEMS_GONE` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "ALREADY_REFUNDED" | "BALANCE_LIMIT_REACHED" | "ITEMS_GONE";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `IDEMPOTENCY_KEY_REUSED`, `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "IDEMPOTENCY_KEY_REUSED" | "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    listProducts: {
        parameters: {
            query?: {
                available?: "true" | "false";
                creatorId?: string;
                cursor?: string;
                limit?: number;
                page?: number;
                priceMax?: string;
                priceMin?: string;
                productType?: "avatar" | "collectible" | "digital_asset" | "merchandise" | "access_pass" | "custom";
                search?: string;
                sort?: "newest" | "oldest" | "price_asc" | "price_desc" | "name";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "pR0dHelmet01",
                     *           "creatorId": "cR3at0rN0va1",
                     *           "name": "Neon helmet",
                     *           "description": "Open every Friday.",
                     *           "productType": "avatar",
                     *           "digitalAssetUrl": "https://cdn.example.com/neon-helmet.zip",
                     *           "itemId": "w3arHelmet01",
                     *           "pricePoints": 120,
                     *           "isActive": true,
                     *           "maxQuantity": 100,
                     *           "currentStock": 42,
                     *           "maxPerUser": 2,
                     *           "releaseDate": "2026-05-01T19:00:00.000Z",
                     *           "metadata": {
                     *             "rarity": "rare"
                     *           },
                     *           "displayOrder": 1,
                     *           "createdAt": "2026-05-01T19:00:00.000Z",
                     *           "updatedAt": "2026-05-01T19:00:00.000Z"
                     *         }
                     *       ],
                     *       "page": {
                     *         "limit": 20,
                     *         "nextCursor": "qG0v3yB7mS0dXk1vZ2lq8w"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Product"][];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    createProduct: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Neon helmet",
                 *       "description": "Open every Friday.",
                 *       "digitalAssetUrl": "https://cdn.example.com/neon-helmet.zip",
                 *       "pricePoints": 120,
                 *       "maxPerUser": 2,
                 *       "releaseDate": "2026-05-01T19:00:00.000Z",
                 *       "metadata": {
                 *         "rarity": "rare"
                 *       },
                 *       "displayOrder": 1,
                 *       "productType": "avatar",
                 *       "itemId": "w3arHelmet01",
                 *       "maxQuantity": 100
                 *     }
                 */
                "application/json": {
                    description?: string | null;
                    digitalAssetUrl?: string | null;
                    displayOrder?: number | null;
                    itemId?: string | null;
                    /** @description How many one user may buy; null for as many as they like. What is refunded may be bought again. */
                    maxPerUser?: number | null;
                    maxQuantity?: number | null;
                    metadata?: {
                        [key: string]: unknown;
                    } | null;
                    name: string;
                    pricePoints: number;
                    /** @enum {string} */
                    productType: "avatar" | "collectible" | "digital_asset" | "merchandise" | "access_pass" | "custom";
                    releaseDate?: string | null;
                };
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "pR0dHelmet01",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "name": "Neon helmet",
                     *         "description": "Open every Friday.",
                     *         "productType": "avatar",
                     *         "digitalAssetUrl": "https://cdn.example.com/neon-helmet.zip",
                     *         "itemId": "w3arHelmet01",
                     *         "pricePoints": 120,
                     *         "isActive": true,
                     *         "maxQuantity": 100,
                     *         "currentStock": 42,
                     *         "maxPerUser": 2,
                     *         "releaseDate": "2026-05-01T19:00:00.000Z",
                     *         "metadata": {
                     *           "rarity": "rare"
                     *         },
                     *         "displayOrder": 1,
                     *         "createdAt": "2026-05-01T19:00:00.000Z",
                     *         "updatedAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Product"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN`, `NOT_A_CREATOR`, `NOT_THE_OWNER` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "NOT_A_CREATOR" | "NOT_THE_OWNER";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `ITEM_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "ITEM_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            /** @description It does not go with how things are. `QUOTA_REACHED` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "QUOTA_REACHED";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    getProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example pR0dHelmet01 */
                productId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "pR0dHelmet01",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "name": "Neon helmet",
                     *         "description": "Open every Friday.",
                     *         "productType": "avatar",
                     *         "digitalAssetUrl": "https://cdn.example.com/neon-helmet.zip",
                     *         "itemId": "w3arHelmet01",
                     *         "pricePoints": 120,
                     *         "isActive": true,
                     *         "maxQuantity": 100,
                     *         "currentStock": 42,
                     *         "maxPerUser": 2,
                     *         "releaseDate": "2026-05-01T19:00:00.000Z",
                     *         "metadata": {
                     *           "rarity": "rare"
                     *         },
                     *         "displayOrder": 1,
                     *         "createdAt": "2026-05-01T19:00:00.000Z",
                     *         "updatedAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Product"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not there, or not yours to know of. `PRODUCT_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRODUCT_NOT_FOUND";
                    };
                };
            };
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    updateProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example pR0dHelmet01 */
                productId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Neon helmet",
                 *       "description": "Open every Friday.",
                 *       "digitalAssetUrl": "https://cdn.example.com/neon-helmet.zip",
                 *       "pricePoints": 120,
                 *       "maxPerUser": 2,
                 *       "releaseDate": "2026-05-01T19:00:00.000Z",
                 *       "metadata": {
                 *         "rarity": "rare"
                 *       },
                 *       "displayOrder": 1,
                 *       "isActive": true
                 *     }
                 */
                "application/json": {
                    description?: string | null;
                    digitalAssetUrl?: string | null;
                    displayOrder?: number | null;
                    isActive?: boolean;
                    /** @description How many one user may buy; null for as many as they like. What is refunded may be bought again. */
                    maxPerUser?: number | null;
                    metadata?: {
                        [key: string]: unknown;
                    } | null;
                    name?: string;
                    pricePoints?: number;
                    releaseDate?: string | null;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "pR0dHelmet01",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "name": "Neon helmet",
                     *         "description": "Open every Friday.",
                     *         "productType": "avatar",
                     *         "digitalAssetUrl": "https://cdn.example.com/neon-helmet.zip",
                     *         "itemId": "w3arHelmet01",
                     *         "pricePoints": 120,
                     *         "isActive": true,
                     *         "maxQuantity": 100,
                     *         "currentStock": 42,
                     *         "maxPerUser": 2,
                     *         "releaseDate": "2026-05-01T19:00:00.000Z",
                     *         "metadata": {
                     *           "rarity": "rare"
                     *         },
                     *         "displayOrder": 1,
                     *         "createdAt": "2026-05-01T19:00:00.000Z",
                     *         "updatedAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Product"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN`, `NOT_THE_OWNER` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "NOT_THE_OWNER";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `PRODUCT_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRODUCT_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    retireProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example pR0dHelmet01 */
                productId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "pR0dHelmet01",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "name": "Neon helmet",
                     *         "description": "Open every Friday.",
                     *         "productType": "avatar",
                     *         "digitalAssetUrl": "https://cdn.example.com/neon-helmet.zip",
                     *         "itemId": "w3arHelmet01",
                     *         "pricePoints": 120,
                     *         "isActive": true,
                     *         "maxQuantity": 100,
                     *         "currentStock": 42,
                     *         "maxPerUser": 2,
                     *         "releaseDate": "2026-05-01T19:00:00.000Z",
                     *         "metadata": {
                     *           "rarity": "rare"
                     *         },
                     *         "displayOrder": 1,
                     *         "createdAt": "2026-05-01T19:00:00.000Z",
                     *         "updatedAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Product"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN`, `NOT_THE_OWNER` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "NOT_THE_OWNER";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `PRODUCT_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRODUCT_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    purchase: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "lines": [
                 *         {
                 *           "productId": "pR0dHelmet01",
                 *           "quantity": 1,
                 *           "expectedPoints": 120
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    lines: {
                        /** @description What you were shown for the whole line, quantity included: with any other price, 409 PRICE_CHANGED. */
                        expectedPoints?: number;
                        productId: string;
                        quantity: number;
                    }[];
                } | {
                    /** @description What you were shown for the whole line, quantity included: with any other price, 409 PRICE_CHANGED. */
                    expectedPoints?: number;
                    productId: string;
                    /** @default 1 */
                    quantity?: number;
                };
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    /** @description `true` where this key was answered before, and this is that answer. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "orderNumber": "0196f0a1-7c3e-7b1a-9d52-3f1c8a6b2e40",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "totalPoints": 120,
                     *         "status": "completed",
                     *         "items": [
                     *           {
                     *             "productId": "pR0dHelmet01",
                     *             "name": "Neon helmet",
                     *             "quantity": 1,
                     *             "pointsPerItem": 120,
                     *             "totalPoints": 120
                     *           }
                     *         ],
                     *         "createdAt": "2026-05-01T19:00:00.000Z",
                     *         "balance": 250
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Purchase"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `PRODUCT_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "PRODUCT_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            /** @description It does not go with how things are. `ALREADY_OWNED`, `INSUFFICIENT_POINTS`, `MAX_PER_USER_REACHED`, `NOT_RELEASED`, `PRICE_CHANGED`, `PRODUCT_INACTIVE`, `PRODUCT_INCOMPLETE`, `SOLD_OUT`, `STORE_CLOSED` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "ALREADY_OWNED" | "INSUFFICIENT_POINTS" | "MAX_PER_USER_REACHED" | "NOT_RELEASED" | "PRICE_CHANGED" | "PRODUCT_INACTIVE" | "PRODUCT_INCOMPLETE" | "SOLD_OUT" | "STORE_CLOSED";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `IDEMPOTENCY_KEY_REUSED`, `INVALID`, `SEVERAL_CREATORS` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "IDEMPOTENCY_KEY_REUSED" | "INVALID" | "SEVERAL_CREATORS";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    listStores: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                page?: number;
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "sT0reNova001",
                     *           "creatorId": "cR3at0rN0va1",
                     *           "userName": "nova",
                     *           "storeName": "Nova's store",
                     *           "description": "Open every Friday.",
                     *           "bannerUrl": "https://cdn.example.com/banner.png",
                     *           "logoUrl": "https://cdn.example.com/logo.png",
                     *           "isActive": true,
                     *           "settings": {
                     *             "theme": "dark"
                     *           },
                     *           "pointsName": "Sparks",
                     *           "pointsSymbol": "✨",
                     *           "createdAt": "2026-05-01T19:00:00.000Z",
                     *           "updatedAt": "2026-05-01T19:00:00.000Z"
                     *         }
                     *       ],
                     *       "page": {
                     *         "limit": 20,
                     *         "nextCursor": "qG0v3yB7mS0dXk1vZ2lq8w"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Store"][];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    listTribes: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                page?: number;
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "tR1beNova001",
                     *           "creatorId": "cR3at0rN0va1",
                     *           "name": "The Novas",
                     *           "description": "Open every Friday.",
                     *           "perks": [
                     *             "First in line for every drop"
                     *           ],
                     *           "joinCost": 0,
                     *           "createdAt": "2026-05-01T19:00:00.000Z"
                     *         }
                     *       ],
                     *       "page": {
                     *         "limit": 20,
                     *         "nextCursor": "qG0v3yB7mS0dXk1vZ2lq8w"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Tribe"][];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    createTribe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "The Novas",
                 *       "description": "Open every Friday.",
                 *       "perks": [
                 *         "First in line for every drop"
                 *       ],
                 *       "joinCost": 0
                 *     }
                 */
                "application/json": {
                    description?: string | null;
                    joinCost?: number;
                    name: string;
                    perks?: string[];
                };
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "tR1beNova001",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "name": "The Novas",
                     *         "description": "Open every Friday.",
                     *         "perks": [
                     *           "First in line for every drop"
                     *         ],
                     *         "joinCost": 0,
                     *         "createdAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Tribe"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN`, `NOT_A_CREATOR` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "NOT_A_CREATOR";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "USER_NOT_FOUND";
                    };
                };
            };
            /** @description It does not go with how things are. `TRIBE_EXISTS` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TRIBE_EXISTS";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    getTribe: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example tR1beNova001 */
                tribeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "tR1beNova001",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "name": "The Novas",
                     *         "description": "Open every Friday.",
                     *         "perks": [
                     *           "First in line for every drop"
                     *         ],
                     *         "joinCost": 0,
                     *         "createdAt": "2026-05-01T19:00:00.000Z",
                     *         "memberCount": 128
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["TribeNow"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not there, or not yours to know of. `TRIBE_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TRIBE_NOT_FOUND";
                    };
                };
            };
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    updateTribe: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example tR1beNova001 */
                tribeId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "The Novas",
                 *       "description": "Open every Friday.",
                 *       "perks": [
                 *         "First in line for every drop"
                 *       ],
                 *       "joinCost": 0
                 *     }
                 */
                "application/json": {
                    description?: string | null;
                    joinCost?: number;
                    name?: string;
                    perks?: string[];
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "tR1beNova001",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "name": "The Novas",
                     *         "description": "Open every Friday.",
                     *         "perks": [
                     *           "First in line for every drop"
                     *         ],
                     *         "joinCost": 0,
                     *         "createdAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Tribe"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN`, `NOT_THE_OWNER` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "NOT_THE_OWNER";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `TRIBE_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TRIBE_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    deleteTribe: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example tR1beNova001 */
                tribeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN`, `NOT_THE_OWNER` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "NOT_THE_OWNER";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `TRIBE_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TRIBE_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    joinTribe: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                /** @example tR1beNova001 */
                tribeId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "expectedPoints": 0
                 *     }
                 */
                "application/json": {
                    /** @description What you were shown that joining costs: if it costs anything else, 409 PRICE_CHANGED. */
                    expectedPoints?: number;
                };
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    /** @description `true` where this key was answered before, and this is that answer. */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "tribeId": "tR1beNova001",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "role": "member",
                     *         "joinedAt": "2026-05-01T19:00:00.000Z",
                     *         "pointsSpent": 0,
                     *         "balance": 250
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["JoinedTribe"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `TRIBE_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TRIBE_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            /** @description It does not go with how things are. `ALREADY_MEMBER`, `CREATOR_RETIRED`, `INSUFFICIENT_POINTS`, `PRICE_CHANGED` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "ALREADY_MEMBER" | "CREATOR_RETIRED" | "INSUFFICIENT_POINTS" | "PRICE_CHANGED";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `IDEMPOTENCY_KEY_REUSED`, `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "IDEMPOTENCY_KEY_REUSED" | "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    leaveTribe: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example tR1beNova001 */
                tribeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "tR1beNova001",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "name": "The Novas",
                     *         "description": "Open every Friday.",
                     *         "perks": [
                     *           "First in line for every drop"
                     *         ],
                     *         "joinCost": 0,
                     *         "createdAt": "2026-05-01T19:00:00.000Z",
                     *         "memberCount": 128
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["TribeNow"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `TRIBE_NOT_FOUND`, `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TRIBE_NOT_FOUND" | "USER_NOT_FOUND";
                    };
                };
            };
            /** @description It does not go with how things are. `NOT_A_MEMBER` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "NOT_A_MEMBER";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    listMembersOfTribe: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                page?: number;
            };
            header?: never;
            path: {
                /** @example tR1beNova001 */
                tribeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "userName": "nova",
                     *           "role": "member",
                     *           "joinedAt": "2026-05-01T19:00:00.000Z"
                     *         }
                     *       ],
                     *       "page": {
                     *         "limit": 20,
                     *         "nextCursor": "qG0v3yB7mS0dXk1vZ2lq8w"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["TribeMember"][];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not there, or not yours to know of. `TRIBE_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "TRIBE_NOT_FOUND";
                    };
                };
            };
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    deleteMyAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "password": "correct-horse-battery"
                 *     }
                 */
                "application/json": {
                    password?: string;
                };
            };
        };
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN`, `WRONG_PASSWORD` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "WRONG_PASSWORD";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "USER_NOT_FOUND";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            /** @description Something that we need is away: try again after `Retry-After` seconds. `DATABASE_UNAVAILABLE`, `SERVER_BUSY` */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "DATABASE_UNAVAILABLE" | "SERVER_BUSY";
                    };
                };
            };
        };
    };
    updateMyPicture: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "image": "https://cdn.example.com/nova.png",
                 *       "avatarUrl": "https://cdn.example.com/nova.glb"
                 *     }
                 */
                "application/json": {
                    avatarUrl?: string | null;
                    image?: string | null;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "userName": "nova",
                     *         "email": "nova@example.com",
                     *         "emailVerified": true,
                     *         "name": "Nova Reyes",
                     *         "firstName": "Nova",
                     *         "lastName": "Reyes",
                     *         "image": "https://cdn.example.com/nova.png",
                     *         "avatarUrl": "https://cdn.example.com/nova.glb",
                     *         "socialLinks": {
                     *           "mastodon": "https://social.example/@nova"
                     *         },
                     *         "role": "user",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "createdAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Account"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "USER_NOT_FOUND";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    getMyAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "userName": "nova",
                     *         "email": "nova@example.com",
                     *         "emailVerified": true,
                     *         "name": "Nova Reyes",
                     *         "firstName": "Nova",
                     *         "lastName": "Reyes",
                     *         "image": "https://cdn.example.com/nova.png",
                     *         "avatarUrl": "https://cdn.example.com/nova.glb",
                     *         "socialLinks": {
                     *           "mastodon": "https://social.example/@nova"
                     *         },
                     *         "role": "user",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "createdAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Account"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    exportMyData: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "exportedAt": "2026-05-01T20:30:00.000Z",
                     *         "account": {
                     *           "userName": "nova",
                     *           "email": "nova@example.com",
                     *           "emailVerified": true,
                     *           "name": "Nova Reyes",
                     *           "firstName": "Nova",
                     *           "lastName": "Reyes",
                     *           "image": "https://cdn.example.com/nova.png",
                     *           "avatarUrl": "https://cdn.example.com/nova.glb",
                     *           "socialLinks": {
                     *             "mastodon": "https://social.example/@nova"
                     *           },
                     *           "role": "user",
                     *           "creatorId": "cR3at0rN0va1",
                     *           "createdAt": "2026-05-01T19:00:00.000Z"
                     *         },
                     *         "creator": {
                     *           "id": "w0rldNova001",
                     *           "bio": "Light and sound, every Friday.",
                     *           "pointsName": "Sparks",
                     *           "pointsSymbol": "✨",
                     *           "createdAt": "2026-05-01T19:00:00.000Z",
                     *           "updatedAt": "2026-05-01T19:00:00.000Z",
                     *           "retiredAt": null,
                     *           "worlds": [
                     *             {
                     *               "id": "w0rldNova001",
                     *               "name": "Nova Reyes",
                     *               "description": "Open every Friday.",
                     *               "createdAt": "2026-05-01T19:00:00.000Z"
                     *             }
                     *           ],
                     *           "spaces": [
                     *             {
                     *               "id": "w0rldNova001",
                     *               "worldId": "w0rldNova001",
                     *               "name": "Nova Reyes",
                     *               "spaceType": "stage",
                     *               "isActive": true,
                     *               "capacity": 200,
                     *               "movement": {
                     *                 "reachMetres": 300,
                     *                 "cellMetres": 20,
                     *                 "metresPerSecond": 12,
                     *                 "spawn": {
                     *                   "x": 0,
                     *                   "y": 0,
                     *                   "z": -20,
                     *                   "heading": 1.57,
                     *                   "radiusMetres": 5
                     *                 },
                     *                 "portals": [
                     *                   {
                     *                     "at": {
                     *                       "x": 40,
                     *                       "z": -12.5
                     *                     },
                     *                     "radiusMetres": 2,
                     *                     "to": {
                     *                       "x": 0,
                     *                       "y": 6,
                     *                       "z": 30,
                     *                       "heading": 3.14
                     *                     }
                     *                   }
                     *                 ]
                     *               },
                     *               "createdAt": "2026-05-01T19:00:00.000Z"
                     *             }
                     *           ],
                     *           "events": [
                     *             {
                     *               "id": "w0rldNova001",
                     *               "spaceId": "sTag3Ne0n001",
                     *               "name": "Nova Reyes",
                     *               "description": "Open every Friday.",
                     *               "startTime": "2026-05-01T19:00:00.000Z",
                     *               "endTime": "2026-05-01T20:30:00.000Z",
                     *               "isLive": true,
                     *               "startedAt": "2026-05-01T19:00:00.000Z",
                     *               "endedAt": "2026-05-01T20:30:00.000Z",
                     *               "reward": {
                     *                 "pointsPerMinute": 1,
                     *                 "minimumSeconds": 60,
                     *                 "maximumPoints": 200,
                     *                 "budget": 100000
                     *               },
                     *               "createdAt": "2026-05-01T19:00:00.000Z"
                     *             }
                     *           ],
                     *           "tribes": [
                     *             {
                     *               "id": "w0rldNova001",
                     *               "name": "Nova Reyes",
                     *               "description": "Open every Friday.",
                     *               "perks": [
                     *                 "First in line for every drop"
                     *               ],
                     *               "joinCost": 0,
                     *               "createdAt": "2026-05-01T19:00:00.000Z"
                     *             }
                     *           ],
                     *           "stores": [
                     *             {
                     *               "id": "w0rldNova001",
                     *               "storeName": "Nova's store",
                     *               "description": "Open every Friday.",
                     *               "bannerUrl": "https://cdn.example.com/banner.png",
                     *               "logoUrl": "https://cdn.example.com/logo.png",
                     *               "isActive": true,
                     *               "settings": {
                     *                 "theme": "dark"
                     *               },
                     *               "createdAt": "2026-05-01T19:00:00.000Z",
                     *               "updatedAt": "2026-05-01T19:00:00.000Z"
                     *             }
                     *           ],
                     *           "products": [
                     *             {
                     *               "id": "w0rldNova001",
                     *               "name": "Nova Reyes",
                     *               "description": "Open every Friday.",
                     *               "productType": "avatar",
                     *               "digitalAssetUrl": "https://cdn.example.com/neon-helmet.zip",
                     *               "itemId": "w3arHelmet01",
                     *               "pricePoints": 120,
                     *               "isActive": true,
                     *               "maxQuantity": 100,
                     *               "currentStock": 42,
                     *               "maxPerUser": 2,
                     *               "releaseDate": "2026-05-01T19:00:00.000Z",
                     *               "metadata": {
                     *                 "rarity": "rare"
                     *               },
                     *               "displayOrder": 1,
                     *               "createdAt": "2026-05-01T19:00:00.000Z",
                     *               "updatedAt": "2026-05-01T19:00:00.000Z"
                     *             }
                     *           ],
                     *           "packages": [
                     *             {
                     *               "id": "w0rldNova001",
                     *               "name": "Nova Reyes",
                     *               "pointsAmount": 500,
                     *               "bonusPoints": 50,
                     *               "priceUSD": "4.99",
                     *               "isActive": true,
                     *               "displayOrder": 1,
                     *               "createdAt": "2026-05-01T19:00:00.000Z"
                     *             }
                     *           ],
                     *           "wearables": [
                     *             {
                     *               "id": "w0rldNova001",
                     *               "baseModelId": "bM0delHuman1",
                     *               "slotName": "head",
                     *               "meshUrl": "https://cdn.example.com/neon-helmet.glb",
                     *               "textureUrl": "https://cdn.example.com/neon-helmet.png",
                     *               "thumbnailUrl": "https://cdn.example.com/neon-helmet-small.png",
                     *               "metadata": {
                     *                 "rarity": "rare"
                     *               },
                     *               "createdAt": "2026-05-01T19:00:00.000Z"
                     *             }
                     *           ]
                     *         },
                     *         "signIns": [
                     *           {
                     *             "providerId": "credential",
                     *             "createdAt": "2026-05-01T19:00:00.000Z",
                     *             "updatedAt": "2026-05-01T19:00:00.000Z"
                     *           }
                     *         ],
                     *         "sessions": [
                     *           {
                     *             "ipAddress": "203.0.113.7",
                     *             "userAgent": "Godot/4.5",
                     *             "createdAt": "2026-05-01T19:00:00.000Z",
                     *             "expiresAt": "2026-05-31T19:00:00.000Z"
                     *           }
                     *         ],
                     *         "formerUserNames": [
                     *           {
                     *             "userName": "nova",
                     *             "releasedAt": "2026-05-01T19:00:00.000Z"
                     *           }
                     *         ],
                     *         "requests": [
                     *           {
                     *             "idempotencyKey": "7c1e3a52-buy-helmet",
                     *             "createdAt": "2026-05-01T19:00:00.000Z"
                     *           }
                     *         ],
                     *         "avatars": [
                     *           {
                     *             "id": "w0rldNova001",
                     *             "baseModelId": "bM0delHuman1",
                     *             "name": "Nova Reyes",
                     *             "isActive": true,
                     *             "equipped": [
                     *               {
                     *                 "slotName": "head",
                     *                 "itemId": "w3arHelmet01",
                     *                 "colorVariant": {
                     *                   "primary": "#ff00aa"
                     *                 },
                     *                 "equippedAt": "2026-05-01T19:00:00.000Z"
                     *               }
                     *             ],
                     *             "createdAt": "2026-05-01T19:00:00.000Z",
                     *             "updatedAt": "2026-05-01T19:00:00.000Z"
                     *           }
                     *         ],
                     *         "wearables": [
                     *           {
                     *             "itemId": "w3arHelmet01",
                     *             "slotName": "head",
                     *             "source": "purchase",
                     *             "acquiredAt": "2026-05-01T19:00:00.000Z"
                     *           }
                     *         ],
                     *         "inventory": [
                     *           {
                     *             "id": "w0rldNova001",
                     *             "productId": "pR0dHelmet01",
                     *             "creatorId": "cR3at0rN0va1",
                     *             "name": "Nova Reyes",
                     *             "quantity": 1,
                     *             "orderNumber": "0196f0a1-7c3e-7b1a-9d52-3f1c8a6b2e40",
                     *             "metadata": {
                     *               "rarity": "rare"
                     *             },
                     *             "acquiredAt": "2026-05-01T19:00:00.000Z"
                     *           }
                     *         ],
                     *         "memberships": [
                     *           {
                     *             "tribeId": "tR1beNova001",
                     *             "name": "Nova Reyes",
                     *             "role": "member",
                     *             "joinedAt": "2026-05-01T19:00:00.000Z"
                     *           }
                     *         ],
                     *         "bans": [
                     *           {
                     *             "spaceId": "sTag3Ne0n001",
                     *             "reason": "Shouting over the band",
                     *             "until": "2026-05-08T19:00:00.000Z",
                     *             "createdAt": "2026-05-01T19:00:00.000Z"
                     *           }
                     *         ],
                     *         "mutes": [
                     *           {
                     *             "spaceId": "sTag3Ne0n001",
                     *             "reason": "Shouting over the band",
                     *             "until": "2026-05-08T19:00:00.000Z",
                     *             "createdAt": "2026-05-01T19:00:00.000Z"
                     *           }
                     *         ],
                     *         "balances": [
                     *           {
                     *             "creatorId": "cR3at0rN0va1",
                     *             "balance": 250,
                     *             "lastUpdated": "2026-05-01T19:00:00.000Z"
                     *           }
                     *         ],
                     *         "transactions": [
                     *           {
                     *             "transactionId": "0196f0a1-7c40-7e0f-8a11-5c2d9b7f1a63",
                     *             "creatorId": "cR3at0rN0va1",
                     *             "amount": 90,
                     *             "balance": 250,
                     *             "type": "earn",
                     *             "source": "experience",
                     *             "referenceType": "event",
                     *             "referenceId": "eV3ntNight01",
                     *             "description": "Open every Friday.",
                     *             "message": "For the encore!",
                     *             "createdAt": "2026-05-01T19:00:00.000Z"
                     *           }
                     *         ],
                     *         "orders": [
                     *           {
                     *             "orderNumber": "0196f0a1-7c3e-7b1a-9d52-3f1c8a6b2e40",
                     *             "creatorId": "cR3at0rN0va1",
                     *             "totalPoints": 120,
                     *             "status": "pending",
                     *             "items": [
                     *               {
                     *                 "productId": "pR0dHelmet01",
                     *                 "name": "Neon helmet",
                     *                 "quantity": 1,
                     *                 "pointsPerItem": 120,
                     *                 "totalPoints": 120
                     *               }
                     *             ],
                     *             "createdAt": "2026-05-01T19:00:00.000Z",
                     *             "notes": null
                     *           }
                     *         ],
                     *         "purchases": [
                     *           {
                     *             "transactionId": "0196f0a1-7c40-7e0f-8a11-5c2d9b7f1a63",
                     *             "creatorId": "cR3at0rN0va1",
                     *             "packageId": "pAckStart3r1",
                     *             "pointsReceived": 550,
                     *             "amountUSD": "4.99",
                     *             "refundedUSD": "0.00",
                     *             "paymentProvider": "sandbox",
                     *             "paymentId": "sbx_4f7a1c9e",
                     *             "status": "pending",
                     *             "purchasedAt": "2026-05-01T19:00:00.000Z",
                     *             "cancelledAt": null
                     *           }
                     *         ],
                     *         "movements": [
                     *           {
                     *             "productId": "pR0dHelmet01",
                     *             "quantity": 1,
                     *             "kind": "purchase",
                     *             "reference": "0196f0a1-7c3e-7b1a-9d52-3f1c8a6b2e40",
                     *             "createdAt": "2026-05-01T19:00:00.000Z"
                     *           }
                     *         ],
                     *         "visits": [
                     *           {
                     *             "eventId": "eV3ntNight01",
                     *             "eventName": "Friday night",
                     *             "joinedAt": "2026-05-01T19:00:00.000Z",
                     *             "leftAt": "2026-05-01T20:30:00.000Z",
                     *             "duration": 5400,
                     *             "pointsEarned": 90,
                     *             "metadata": {
                     *               "rarity": "rare"
                     *             }
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["AccountExport"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds. `EXPORT_UNDER_WAY`, `TOO_MANY_REQUESTS` */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "EXPORT_UNDER_WAY" | "TOO_MANY_REQUESTS";
                    };
                };
            };
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    updateMyProfile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "firstName": "Nova",
                 *       "lastName": "Reyes",
                 *       "userName": "nova",
                 *       "socialLinks": {
                 *         "mastodon": "https://social.example/@nova"
                 *       }
                 *     }
                 */
                "application/json": {
                    firstName?: string;
                    lastName?: string;
                    socialLinks?: {
                        [key: string]: string;
                    };
                    userName?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "userName": "nova",
                     *         "email": "nova@example.com",
                     *         "emailVerified": true,
                     *         "name": "Nova Reyes",
                     *         "firstName": "Nova",
                     *         "lastName": "Reyes",
                     *         "image": "https://cdn.example.com/nova.png",
                     *         "avatarUrl": "https://cdn.example.com/nova.glb",
                     *         "socialLinks": {
                     *           "mastodon": "https://social.example/@nova"
                     *         },
                     *         "role": "user",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "createdAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Account"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "USER_NOT_FOUND";
                    };
                };
            };
            /** @description It does not go with how things are. `RENAMED_TOO_OFTEN`, `USERNAME_TAKEN` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "RENAMED_TOO_OFTEN" | "USERNAME_TAKEN";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID`, `USERNAME_RESERVED` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID" | "USERNAME_RESERVED";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    listWorlds: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                page?: number;
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "w0rldNova001",
                     *           "creatorId": "cR3at0rN0va1",
                     *           "name": "Nova's world",
                     *           "description": "Open every Friday.",
                     *           "createdAt": "2026-05-01T19:00:00.000Z"
                     *         }
                     *       ],
                     *       "page": {
                     *         "limit": 20,
                     *         "nextCursor": "qG0v3yB7mS0dXk1vZ2lq8w"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["World"][];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    createWorld: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Nova's world",
                 *       "description": "Open every Friday."
                 *     }
                 */
                "application/json": {
                    description?: string | null;
                    name: string;
                };
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "w0rldNova001",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "name": "Nova's world",
                     *         "description": "Open every Friday.",
                     *         "createdAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["World"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN`, `NOT_A_CREATOR` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "NOT_A_CREATOR";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `USER_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "USER_NOT_FOUND";
                    };
                };
            };
            /** @description It does not go with how things are. `WORLD_EXISTS` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "WORLD_EXISTS";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    getWorld: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example w0rldNova001 */
                worldId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "w0rldNova001",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "name": "Nova's world",
                     *         "description": "Open every Friday.",
                     *         "createdAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["World"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not there, or not yours to know of. `WORLD_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "WORLD_NOT_FOUND";
                    };
                };
            };
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    updateWorld: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example w0rldNova001 */
                worldId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Nova's world",
                 *       "description": "Open every Friday."
                 *     }
                 */
                "application/json": {
                    description?: string | null;
                    name?: string;
                };
            };
        };
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": {
                     *         "id": "w0rldNova001",
                     *         "creatorId": "cR3at0rN0va1",
                     *         "name": "Nova's world",
                     *         "description": "Open every Friday.",
                     *         "createdAt": "2026-05-01T19:00:00.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["World"];
                    };
                };
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN`, `NOT_THE_OWNER` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "NOT_THE_OWNER";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `USER_NOT_FOUND`, `WORLD_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "USER_NOT_FOUND" | "WORLD_NOT_FOUND";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    deleteWorld: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example w0rldNova001 */
                worldId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MALFORMED_JSON"];
            401: components["responses"]["NOT_SIGNED_IN"];
            /** @description Signed in, and not allowed. `FORBIDDEN`, `NOT_THE_OWNER` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "FORBIDDEN" | "NOT_THE_OWNER";
                    };
                };
            };
            /** @description Not there, or not yours to know of. `USER_NOT_FOUND`, `WORLD_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "USER_NOT_FOUND" | "WORLD_NOT_FOUND";
                    };
                };
            };
            /** @description It does not go with how things are. `EVENT_IS_LIVE`, `SPACE_HAS_HISTORY` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "EVENT_IS_LIVE" | "SPACE_HAS_HISTORY";
                    };
                };
            };
            413: components["responses"]["BODY_TOO_LARGE"];
            415: components["responses"]["NOT_JSON"];
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
    listSpacesOfWorld: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                page?: number;
            };
            header?: never;
            path: {
                /** @example w0rldNova001 */
                worldId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As asked. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data": [
                     *         {
                     *           "id": "sTag3Ne0n001",
                     *           "worldId": "w0rldNova001",
                     *           "creatorId": "cR3at0rN0va1",
                     *           "name": "Neon stage",
                     *           "spaceType": "stage",
                     *           "isActive": true,
                     *           "capacity": 200,
                     *           "movement": {
                     *             "reachMetres": 300,
                     *             "cellMetres": 20,
                     *             "metresPerSecond": 12,
                     *             "spawn": {
                     *               "x": 0,
                     *               "y": 0,
                     *               "z": -20,
                     *               "heading": 1.57,
                     *               "radiusMetres": 5
                     *             },
                     *             "portals": [
                     *               {
                     *                 "at": {
                     *                   "x": 40,
                     *                   "z": -12.5
                     *                 },
                     *                 "radiusMetres": 2,
                     *                 "to": {
                     *                   "x": 0,
                     *                   "y": 6,
                     *                   "z": 30,
                     *                   "heading": 3.14
                     *                 }
                     *               }
                     *             ]
                     *           },
                     *           "createdAt": "2026-05-01T19:00:00.000Z"
                     *         }
                     *       ],
                     *       "page": {
                     *         "limit": 20,
                     *         "nextCursor": "qG0v3yB7mS0dXk1vZ2lq8w"
                     *       }
                     *     }
                     */
                    "application/json": {
                        data: components["schemas"]["Space"][];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            /** @description Unchanged: `If-None-Match` has the `ETag` that came with it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not there, or not yours to know of. `WORLD_NOT_FOUND` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "WORLD_NOT_FOUND";
                    };
                };
            };
            /** @description Well-formed, and invalid; every field that is wrong is named. `INVALID` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "INVALID";
                    };
                };
            };
            429: components["responses"]["TOO_MANY_REQUESTS"];
            500: components["responses"]["INTERNAL"];
            503: components["responses"]["DATABASE_UNAVAILABLE"];
        };
    };
}
