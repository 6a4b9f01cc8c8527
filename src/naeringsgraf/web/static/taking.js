// The tools of a page that has no script of its own.

import { closeOnEscape, offerCopy, offerPicture } from '/static/tools.js';

const find = (id) => document.getElementById(id);

offerCopy(find('copy'), find('said'));
offerPicture(find('png'), find('said'));
closeOnEscape();
