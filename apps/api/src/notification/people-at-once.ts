/**
 * What is done for many people a moment after the message, is done for so many of them with one command, one after the other. A large
 * command keeps the database from messages for as long as it takes; these let them in between.
 */
export const PEOPLE_AT_ONCE = 25;
