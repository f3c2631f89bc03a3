/**
 * Domains in which anybody can get an address. No organization owns them, so none may verify one. The list names the large
 * providers; a domain that is missing here still needs the operator or a DNS record of its owner.
 */
export const publicMailDomains: ReadonlySet<string> = new Set(
  `126.com 163.com aim.com aol.com bluewin.ch btinternet.com comcast.net cox.net daum.net duck.com email.com
  fastmail.com fastmail.fm free.fr freenet.de gmail.com gmx.at gmx.ch gmx.com gmx.de
  gmx.net googlemail.com hanmail.net hey.com hotmail.co.uk hotmail.com hotmail.de hotmail.es hotmail.fr hotmail.it
  icloud.com inbox.com inbox.ru laposte.net libero.it list.ru live.co.uk live.com live.de live.fr live.nl mac.com mail.com
  mail.de mail.ru mailbox.org mailinator.com me.com msn.com naver.com orange.fr outlook.com outlook.de outlook.es
  outlook.fr pm.me posteo.de proton.me protonmail.ch protonmail.com qq.com rambler.ru rediffmail.com rocketmail.com
  sbcglobal.net seznam.cz sfr.fr sina.com sky.com sohu.com t-online.de tutanota.com tuta.io tuta.com verizon.net
  virgilio.it wanadoo.fr web.de windowslive.com wp.pl yahoo.ca yahoo.co.in yahoo.co.jp yahoo.co.uk yahoo.com yahoo.com.au
  yahoo.com.br yahoo.de yahoo.es yahoo.fr yahoo.in yahoo.it yandex.com yandex.ru ymail.com zoho.com zohomail.com`.split(
    /\s+/,
  ),
)
