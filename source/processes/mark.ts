/**
 * What every mark of this emperor's vassals begins with, and of no other's: each life adds a dash and a number. To be
 * called once per emperor. A pid alone comes back one day; a pid and a time do not.
 */
export const inventMark = (): string => `${process.pid}-${Date.now()}`;
