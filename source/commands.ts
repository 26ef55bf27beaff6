/** What the commands do: read from the disk, and compiled, once it is known that there is something to do. */
export {attach} from './attach.js';
export {checkConfigs} from './check-configs.js';
export {reignOverDemo} from './demo-reign.js';
export {showInfo} from './info.js';
export {reign} from './reign.js';
export {runRemote} from './run-remote.js';
export {untangle} from './untangle.js';
