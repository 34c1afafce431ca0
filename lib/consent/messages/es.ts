import type { Messages } from './en';

/** Patient texts in Spanish, in the formal address. */
export const es: Messages = {
  title: 'Cemento óseo para su hueso roto de la espalda',
  demonstration: 'Esto es una demostración. No se debe usar para su atención.',
  investigational: 'Este programa todavía se está estudiando. Sirve para ayudarle a conversar. No decide por usted.',

  mattersTitle: 'Primero: ¿qué le importa a usted?',
  mattersIntro: 'Marque todo lo que le importa. Su equipo lo verá primero.',
  mattersWalking: 'Caminar y moverme',
  mattersSleep: 'Dormir bien',
  mattersTablets: 'Tomar menos pastillas para el dolor',
  mattersNoProcedure: 'Evitar un procedimiento',
  mattersOther: 'Otra cosa',
  mattersNone: 'Todavía no se ha marcado nada.',

  optionsTitle: 'Sus opciones, una al lado de la otra',
  optionsIntro: 'Usted tiene un hueso roto en la espalda, en {level}. Tiene más de una opción. Pregunte por cada una.',
  optionsOrder: '¿Qué parte va primero?',
  goodFirst: 'Lo que puede ser bueno',
  hardFirst: 'Lo que puede ser difícil',
  good: 'Lo que puede ser bueno',
  hard: 'Lo que puede ser difícil',
  cement: 'Cemento óseo',
  cementIs: 'Su cirujano pone cemento óseo en el hueso roto.',
  cementGood:
    'Algunos estudios lo compararon con la atención sin procedimiento. Con cemento hubo menos dolor hasta 6 meses.',
  cementHardSham:
    'Otros estudios lo compararon con un procedimiento simulado. El dolor fue casi igual en los dos grupos.',
  cementHardRisk: 'Es un procedimiento. Pregunte a su cirujano qué puede salir mal.',
  cementHardPain:
    'Algunas personas siguen con dolor de espalda cerca de un mes después. La parte siguiente dice cuántas.',
  noProcedure: 'Ningún procedimiento',
  noProcedureIs: 'Usted recibe otra atención para el dolor. No se pone cemento en el hueso.',
  noProcedureGood: 'Usted no corre los riesgos de un procedimiento.',
  noProcedureGoodSham: 'En algunos estudios, un procedimiento simulado fue casi igual de bueno que el cemento.',
  noProcedureHard: 'En otros estudios, las personas sin procedimiento tuvieron más dolor hasta 6 meses.',
  noProcedureHardNumber: 'Aquí no tenemos un número sobre usted. Lo que ve es lo que hallaron los estudios.',
  bothChoices: 'Los huesos débiles necesitan atención con cada opción. Pregunte por medicinas para sus huesos.',

  numberTitle: '¿Cuántas personas siguen con dolor?',
  think: 'Piense en 100 personas como usted que reciben cemento óseo.',
  withPain:
    'Cerca de un mes después, {cap, select, low {menos de 1 de ellas sigue} high {más de 99 de ellas siguen} atMost {{count} o menos de ellas siguen} atLeast {{count} o más de ellas siguen} other {{count, plural, one {cerca de # de ellas sigue} other {unas # de ellas siguen}}}} con dolor de espalda de 4 o más sobre 10.',
  withoutPain:
    'Cerca de un mes después, {cap, select, low {más de 99 de ellas no tienen} high {menos de 1 de ellas no tiene} atMost {{count} o más de ellas no tienen} atLeast {{count} o menos de ellas no tienen} other {{count, plural, one {cerca de # de ellas no tiene} other {unas # de ellas no tienen}}}} dolor de espalda de 4 o más sobre 10.',
  figure:
    '{cap, select, low {Menos de 1} high {Más de 99} atMost {{count} o menos} atLeast {{count} o más} other {Unas {count, number}}} de 100',
  arrayLabel: '100 personas. {with} {without}',
  legendWith: '{figure} con este dolor',
  legendWithout: '{figure} sin este dolor',
  tableCaption: 'Los mismos números en una tabla',
  tablePeople: 'Personas de cada 100',
  tableOutcome: 'Cerca de un mes después',
  notSure: 'No estamos seguros de este número.',
  noSingle: 'No podemos dar un solo número.',
  range: 'Pueden ser desde {low} hasta {high} de cada 100.',
  rangeBounded: 'Pueden ser de {low} a {high} de cada 100.',
  rangeOne: 'Es probable que sean {low} de cada 100.',
  rangeOneWithout: 'Es decir, {low} personas pueden no tener este dolor.',
  rangeWithout: 'Es decir, de {low} a {high} personas pueden no tener este dolor.',
  bound:
    '{cap, select, low {menos de 1} high {más de 99} atMost {{count} o menos} atLeast {{count} o más} other {{count, number}}}',
  rangeLabel: 'De {low} a {high} personas de cada 100 con dolor de espalda',
  painMeans: 'El dolor es de 4 o más sobre 10. Las personas lo tenían 3 días y otra vez 30 días después del cemento.',
  fromProgram: 'El número viene de un programa de computadora.',
  learnedMadeUp: 'Aprendió de pacientes inventados. No se debe usar para su atención.',
  learnedReal: 'Aprendió de {patients, plural, one {# paciente} other {# pacientes}} de un hospital.',
  mayNotFit: 'Puede no ser válido para usted. Su cirujano lo ha revisado.',
  noComparison: 'Este número no dice si el cemento le ayudará más que otra atención. Pregunte por las dos.',

  abstainTitle: 'Ningún número para usted',
  abstain: 'La computadora no puede dar un buen número para usted. Esto no es una mala noticia.',
  abstainWhy: 'Su estudio de imagen o su salud no son como los de los pacientes de los que aprendió.',
  abstainNext: 'Su cirujano hablará con usted sobre su propio caso.',

  averageShow: 'Mostrar lo que tuvieron otras personas',
  averageHide: 'Ocultar lo que tuvieron otras personas',
  averageTitle: 'Lo que tuvieron otras personas',
  averageNotYou: 'Estos números son sobre otras personas. No son sobre usted.',
  averageHospital:
    'En un hospital de Shanghái, China, 856 personas recibieron este tratamiento. De cada 100, unas {with} siguieron con dolor de espalda. Unas {without} no.',
  averageHospitalHow: 'El informe salió en 2025. No dice cómo preguntaron por el dolor.',
  averagePooled:
    'Se juntaron otros estudios. De cada 100 personas, entre {low} y {high} siguieron con dolor de espalda. Entre {restLow} y {restHigh} no.',

  unknownTitle: 'Lo que no sabemos',
  unknownWithout: 'No sabemos cómo será su dolor sin cemento.',
  unknownProcedure: 'No sabemos cómo irá el procedimiento.',
  unknownSpread: 'No sabemos cómo se repartirá el cemento en el hueso.',
  unknownInputs:
    '{count, plural, =0 {La computadora tuvo todos los datos que pide.} one {La computadora no conocía # dato sobre usted.} other {La computadora no conocía # datos sobre usted.}}',
  unknownWishes: 'La computadora no sabe lo que usted quiere. Usted sí.',

  more: 'Más sobre esto',
  earlyPain: 'El dolor de los primeros días puede durar algunas semanas.',

  teachBackTitle: 'Con sus propias palabras',
  teachBack: 'Por favor, dígame con sus propias palabras qué significa esto para usted.',
  teachBackSaid: 'Lo que usted dijo',

  questionsTitle: 'Sus preguntas',
  questionRisks: '¿Qué puede salir mal y con qué frecuencia?',
  questionWithout: '¿Qué puedo hacer para mi dolor sin cemento?',
  questionBones: '¿Qué puedo hacer por mis huesos?',
  questionTime: '¿Puedo tomarme tiempo para decidir?',
  questionsOwn: 'Mis propias preguntas',

  born: 'Fecha de nacimiento: {date}',
  recordNumber: 'Número de historia: {number}',
  brokenBone: 'Hueso roto: {level}',
  signed: 'Revisado y firmado por {name} el {date}.',
  released: 'Mostrado por {name} el {date}. No hay un número firmado.',
  identifier: 'Número de este registro: {id}',
  program: 'Versión del programa {version}, versión del texto {texts} ({language}).',
  reviewed: 'El texto fue revisado por {reviewer}.',
  notReviewed: 'Ningún traductor con nombre ha revisado este texto todavía.',
  printed: 'Impreso el {date}',
  pageOf: 'Página {page, number} de {pages, number}',
  mayChange: 'Este papel no cambia cuando cambia su caso. Pregunte a su cirujano si sigue vigente.',
  emptyLine: 'Espacio para escribir',
};
