/** Groups that this tab is leaving, or left: being gone from them is no news to the person. */
export const leftChats = new Set<string>();
