/**
 * The moment that a person means, in milliseconds since the epoch: so long ago (`10m`, `1h30m`, `2d`), a time of day in the
 * last 24 hours (`12:00`), or a date of ISO 8601, local where it names no zone. Undefined for anything else.
 */
export const readMoment = (text: string, now: number): number | undefined =>
	readAge(text, now) ?? readTimeOfDay(text, now) ?? readDate(text);

const readAge = (text: string, now: number): number | undefined => {
	const [, days = '0', hours = '0', minutes = '0', seconds = '0'] =
		/^(?=\d)(?:(\d{1,6})d)?(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,9})s)?$/.exec(text) ?? [];
	const age = ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
	return age === 0 && !/^0+[dhms]$/.test(text) ? undefined : now - age * 1000;
};

const readTimeOfDay = (text: string, now: number): number | undefined => {
	const [, hours, minutes, seconds = '0'] = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(text) ?? [];
	if (hours === undefined) {
		return undefined;
	}
	const moment = new Date(now);
	moment.setHours(Number(hours), Number(minutes), Number(seconds), 0);
	if (moment.getTime() > now) {
		moment.setDate(moment.getDate() - 1);
	}
	return moment.getTime();
};

const readDate = (text: string): number | undefined => {
	const [, date, time = '00:00', zone = ''] =
		/^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(Z|[+-]\d\d:?\d\d)?)?$/i.exec(text) ?? [];
	if (date === undefined) {
		return undefined;
	}
	// A date alone would be taken for one of UTC.
	const moment = Date.parse(`${date}T${time}${zone.toUpperCase().replace(/(\d\d)(\d\d)$/, '$1:$2')}`);
	return Number.isNaN(moment) ? undefined : moment;
};
