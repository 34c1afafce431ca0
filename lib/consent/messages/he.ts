import type { Messages } from './en';

/**
 * Patient texts in Hebrew, in the plural address, which names no gender. "Fewer than" never follows the prefix for "to"
 * or "for": the two together are read as "at least".
 */
export const he: Messages = {
  title: 'צמנט עצם לחוליה השבורה בגב שלכם',
  demonstration: 'זוהי הדגמה. אין להשתמש בה לטיפול בכם.',
  investigational: 'התוכנה הזו עדיין נבדקת. היא נועדה לעזור לכם לשוחח. היא לא מחליטה במקומכם.',

  mattersTitle: 'קודם כול: מה חשוב לכם?',
  mattersIntro: 'סמנו את כל מה שחשוב לכם. זה הדבר הראשון שהצוות המטפל יראה.',
  mattersWalking: 'ללכת ולזוז',
  mattersSleep: 'לישון טוב',
  mattersTablets: 'לקחת פחות כדורים נגד כאב',
  mattersNoProcedure: 'להימנע מפעולה רפואית',
  mattersOther: 'משהו אחר',
  mattersNone: 'עדיין לא סומן דבר.',

  optionsTitle: 'האפשרויות שלכם, זו לצד זו',
  optionsIntro: 'יש לכם חוליה שבורה בגב: {level}. יש לכם יותר מאפשרות אחת. שאלו על כל אחת מהן.',
  optionsOrder: 'איזה חלק יופיע ראשון?',
  goodFirst: 'מה יכול להיות טוב',
  hardFirst: 'מה יכול להיות קשה',
  good: 'מה יכול להיות טוב',
  hard: 'מה יכול להיות קשה',
  cement: 'צמנט עצם',
  cementIs: 'המנתח או המנתחת מזריקים צמנט עצם לחוליה השבורה.',
  cementGood: 'חלק מהמחקרים השוו בין צמנט לבין טיפול ללא פעולה. לאנשים שקיבלו צמנט היה פחות כאב במשך עד 6 חודשים.',
  cementHardSham: 'מחקרים אחרים השוו בין צמנט לבין פעולה מדומה. הכאב היה בערך זהה בשתי הקבוצות.',
  cementHardRisk: 'זו פעולה רפואית. שאלו את המנתח או המנתחת מה יכול להשתבש.',
  cementHardPain: 'יש אנשים שעדיין מרגישים כאב גב כחודש לאחר מכן. בחלק הבא כתוב כמה.',
  noProcedure: 'ללא פעולה',
  noProcedureIs: 'מקבלים טיפול אחר בכאב. לא מזריקים צמנט לחוליה.',
  noProcedureGood: 'אתם לא נחשפים לסיכונים של פעולה.',
  noProcedureGoodSham: 'בחלק מהמחקרים, פעולה מדומה עזרה בערך כמו צמנט.',
  noProcedureHard: 'במחקרים אחרים, לאנשים ללא פעולה היה יותר כאב במשך עד 6 חודשים.',
  noProcedureHardNumber: 'אין לנו כאן מספר שנוגע לכם. מה שכתוב כאן הוא מה שנמצא במחקרים.',
  bothChoices: 'עצמות חלשות צריכות טיפול בכל אחת מהאפשרויות. שאלו על תרופות לעצמות.',

  numberTitle: 'כמה אנשים עדיין מרגישים כאב?',
  think: 'חשבו על 100 אנשים כמוכם שמקבלים צמנט עצם.',
  withPain:
    'כחודש לאחר מכן, {cap, select, low {פחות מ-1 מהם עדיין מרגיש} high {יותר מ-99 מהם עדיין מרגישים} atMost {{count} או פחות מהם עדיין מרגישים} atLeast {{count} או יותר מהם עדיין מרגישים} other {{count, plural, one {בערך # מהם עדיין מרגיש} other {בערך # מהם עדיין מרגישים}}}} כאב גב של 4 או יותר מתוך 10.',
  withoutPain:
    'כחודש לאחר מכן, {cap, select, low {יותר מ-99 מהם לא מרגישים} high {פחות מ-1 מהם לא מרגיש} atMost {{count} או יותר מהם לא מרגישים} atLeast {{count} או פחות מהם לא מרגישים} other {{count, plural, one {בערך # מהם לא מרגיש} other {בערך # מהם לא מרגישים}}}} כאב גב של 4 או יותר מתוך 10.',
  figure:
    '{cap, select, low {פחות מ-1} high {יותר מ-99} atMost {{count} או פחות} atLeast {{count} או יותר} other {בערך {count, number}}} מתוך 100',
  arrayLabel: '100 אנשים. {with} {without}',
  legendWith: '{figure} עם כאב גב כזה',
  legendWithout: '{figure} בלי כאב כזה',
  tableCaption: 'אותם מספרים בטבלה',
  tablePeople: 'אנשים מתוך 100',
  tableOutcome: 'כחודש לאחר מכן',
  notSure: 'אנחנו לא בטוחים במספר הזה.',
  noSingle: 'אנחנו לא יכולים לתת מספר אחד.',
  range: 'הוא יכול להיות בין {low} לבין {high} מתוך 100.',
  rangeBounded: 'הוא יכול להיות כל מספר בין {low} לבין {high} מתוך 100.',
  rangeOne: 'סביר שהמספר הוא {low} מתוך 100.',
  rangeOneWithout: 'כלומר, ייתכן שמספר האנשים בלי כאב כזה הוא {low}.',
  rangeWithout: 'כלומר, ייתכן שבין {low} לבין {high} אנשים לא ירגישו כאב כזה.',
  bound:
    '{cap, select, low {פחות מ-1} high {יותר מ-99} atMost {{count} או פחות} atLeast {{count} או יותר} other {{count, number}}}',
  rangeLabel: 'בין {low} לבין {high} אנשים מתוך 100 עם כאב גב',
  painMeans: 'הכאב הוא 4 או יותר מתוך 10. אנשים הרגישו אותו 3 ימים אחרי הצמנט, ושוב 30 יום אחריו.',
  fromProgram: 'המספר מגיע מתוכנת מחשב.',
  learnedMadeUp: 'התוכנה למדה ממטופלים מומצאים. אין להשתמש במספר לטיפול בכם.',
  learnedReal:
    'התוכנה למדה {patients, plural, one {ממטופל אחד} two {משני מטופלים} other {מ-# מטופלים}} בבית חולים אחד.',
  mayNotFit: 'ייתכן שהמספר לא מתאים לכם. המנתח או המנתחת בדקו אותו.',
  noComparison: 'המספר הזה לא אומר אם הצמנט יעזור לכם יותר מטיפול אחר. שאלו על שניהם.',

  abstainTitle: 'אין מספר בשבילכם',
  abstain: 'המחשב לא יכול לתת מספר טוב בשבילכם. זו לא בשורה רעה.',
  abstainWhy: 'הסריקה שלכם או מצב הבריאות שלכם לא דומים לאלה של המטופלים שמהם המחשב למד.',
  abstainNext: 'המנתח או המנתחת ידברו איתכם על המקרה שלכם.',

  averageShow: 'להציג מה היה אצל אנשים אחרים',
  averageHide: 'להסתיר מה היה אצל אנשים אחרים',
  averageTitle: 'מה היה אצל אנשים אחרים',
  averageNotYou: 'המספרים האלה נוגעים לאנשים אחרים. הם לא נוגעים לכם.',
  averageHospital:
    'בבית חולים אחד בשנגחאי שבסין, 856 אנשים קיבלו את הטיפול הזה. מתוך 100 מהם, בערך {with} עדיין הרגישו כאב גב. בערך {without} לא הרגישו.',
  averageHospitalHow: 'הדוח פורסם בשנת 2025. לא כתוב בו איך שאלו על הכאב.',
  averagePooled:
    'תוצאות של מחקרים אחרים חוברו יחד. מתוך 100 אנשים, בין {low} לבין {high} עדיין הרגישו כאב גב. בין {restLow} לבין {restHigh} לא הרגישו.',

  unknownTitle: 'מה אנחנו לא יודעים',
  unknownWithout: 'אנחנו לא יודעים איזה כאב יהיה לכם בלי צמנט.',
  unknownProcedure: 'אנחנו לא יודעים איך תעבור הפעולה.',
  unknownSpread: 'אנחנו לא יודעים איך הצמנט יתפזר בחוליה.',
  unknownInputs:
    '{count, plural, =0 {למחשב היו כל הפרטים שהוא מבקש.} one {פרט אחד עליכם לא היה ידוע למחשב.} two {שני פרטים עליכם לא היו ידועים למחשב.} other {# פרטים עליכם לא היו ידועים למחשב.}}',
  unknownWishes: 'המחשב לא יודע מה אתם רוצים. אתם יודעים.',

  more: 'עוד על כך',
  earlyPain: 'כאב בימים הראשונים עשוי להימשך כמה שבועות.',

  teachBackTitle: 'במילים שלכם',
  teachBack: 'אמרו לי בבקשה במילים שלכם מה זה אומר מבחינתכם.',
  teachBackSaid: 'מה שאמרתם',

  questionsTitle: 'השאלות שלכם',
  questionRisks: 'מה יכול להשתבש, ובאיזו תדירות?',
  questionWithout: 'מה אפשר לעשות נגד הכאב שלי בלי צמנט?',
  questionBones: 'מה אפשר לעשות למען העצמות שלי?',
  questionTime: 'אפשר לקחת זמן להחליט?',
  questionsOwn: 'השאלות שלי',

  born: 'תאריך לידה: {date}',
  recordNumber: 'מספר תיק: {number}',
  brokenBone: 'החוליה השבורה: {level}',
  signed: 'נבדק ונחתם על ידי {name} בתאריך {date}.',
  released: 'הוצג על ידי {name} בתאריך {date}. אין מספר חתום.',
  identifier: 'מספר הרשומה הזאת: {id}',
  program: 'גרסת התוכנה {version}, גרסת הטקסט {texts} ({language}).',
  reviewed: 'הטקסט נבדק על ידי {reviewer}.',
  notReviewed: 'הטקסט הזה עדיין לא נבדק על ידי אדם ששמו ידוע.',
  printed: 'הודפס בתאריך {date}',
  pageOf: 'עמוד {page, number} מתוך {pages, number}',
  mayChange: 'הדף הזה לא משתנה כשהמצב שלכם משתנה. שאלו את המנתח או המנתחת אם הוא עדיין תקף.',
  emptyLine: 'מקום לכתיבה',
};
