//! Other languages that customers in North America text in, each with its plain demands. A native
//! speaker's eye is welcome on every line.

use super::Finding::{Doubt, LoudDoubt, Stop};
use super::{Rule, rule};
use crate::consent::reading::Lean::{PauseAutomation, StopSequence};
use crate::consent::reading::Scope::All;

pub(super) const RULES: &[Rule] = &[
    rule(
        Stop(All),
        "It asks in another language for no more texts.",
        &[
            // Portuguese
            "nao (?:me |nos |quero que (?:me )?|voltem? a )*(?:mand|envi|escrev|contat|contact|incomod|perturb)[a-z]*",
            "(?:par|deix)[a-z]* de (?:me )?(?:mand|envi|escrev|incomod|ligar|contat)[a-z]*",
            "nao quero (?:mais )?(?:{any} ){0,3}?(?:mensag|sms|receber|texto)[a-z]*",
            "(?:tir|remov|exclu|apag|delet)[a-z]* (?:{any} ){0,3}?(?:lista|numero|cadastro)",
            "(?:chega|basta|sem mais) (?:de )?(?:mensag|sms)[a-z]*",
            // Italian
            "non (?:{any} ){0,3}?(?:scriv|mand|contatt|invi|disturb|chiam)[a-z]*(?: {any}){0,3} ?(?:piu|messaggi|sms)",
            "non (?:scrivetemi|mandatemi|contattatemi|inviatemi|scrivermi|scrivere|contattarmi|mandarmi)",
            "(?:smett|finit|bast)[a-z]* (?:di |con |i )?(?:scriv|mand|contatt|invi|disturb|messagg|sms)[a-z]*",
            "(?:cancell|toglie|rimuov|elimin)[a-z]* (?:{any} ){0,3}?(?:lista|numero|elenco)",
            "non voglio (?:{any} ){0,3}?(?:messagg|sms)[a-z]*",
            // German
            "(?:keine|kein|nie wieder) (?:weiteren |weitere |weiterer )?(?:sms|nachricht|nachrichten|texte|werbung|mitteilungen|kontakt)",
            "(?:schreib|schick|kontaktier|sende|send|belastig|stor|ruf)[a-z]* (?:sie |ihr )?(?:mir|mich|uns)?(?: {any}){0,2}? ?(?:nicht|keine|nie|nichts)(?: |$)",
            "(?:hor|hoer)[a-z]* (?:sie |bitte |endlich )*auf",
            "(?:losch|loesch|streich|entfern|nehm|nimm)[a-z]* (?:sie )?(?:{any} ){0,2}?(?:nummer|liste|mich|verteiler)",
            "(?:abmeld|abbestell)[a-z]*",
            "in ruhe",
            "nicht mehr (?:schreiben|schreib|kontaktieren|anrufen|simsen|storen|belastigen|melden)",
            "(?:mochte|will|wunsche|moechte) (?:{any} ){0,2}?keine",
            // Dutch
            "geen (?:{any} ){0,1}?(?:bericht|berichten|sms|sms jes|appjes)",
            "(?:stuur|schrijf|sms|app|contacteer|bel)[a-z]* (?:mij|me|ons)(?: {any}){0,2}? (?:niet|geen|nooit)",
            "(?:stop|hou|houd)[a-z]* (?:op )?met (?:sms|stur|bericht|app|bell)[a-z]*",
            "(?:verwijder|haal|schrap)[a-z]* (?:mijn nummer|mij|me)",
            // Polish and Czech
            "(?:prosze )?nie (?:pisz|pisac|piszcie|wysylaj|wysylac|wysylajcie|kontaktuj|kontaktowac|kontaktujcie|dzwon|przysylaj|przysylac|przysylajcie|chce dostawac|chce wiadomosci|chce smsow)[a-z]*",
            "(?:przestan|usun|wypisz|skoncz)[a-z]* (?:{any} ){0,2}?(?:pisac|wysylac|numer|mnie|liste|listy|nekac)[a-z]*",
            "(?:neposilejte|nepiste|nechci zpravy|prestante)",
            // Tagalog
            "(?:huwag|wag) (?:{any} ){0,4}?(?:text|mag text|mag txt|magtext|magtxt|mag message|tumawag|contact|itext)",
            "(?:tigil|tama|ihinto|hinto)[a-z]* (?:{any} ){0,4}?(?:text|message|msg|texting)[a-z]*",
            "^(?:stop|tama|tigil)[a-z]* na(?: po)?$",
            "(?:tanggal|alis)[a-z]* (?:{any} ){0,3}?(?:numero|number|listahan|list)",
            // Vietnamese, without its marks
            "(?:dung|ngung|khong|xin dung|vui long dung) (?:co )?(?:nhan tin|gui tin|gui tin nhan|lien lac|lam phien|nhan)(?: |$)",
            "^(?:xin |vui long )*(?:dung|ngung|huy)(?: lai| di)?$",
            // Haitian Creole
            "(?:pa|sispann) (?:{any} )?(?:voye|ekri|rele|texte|mesaj)[a-z]*",
            // Swedish, Norwegian, Danish, Finnish
            "(?:inga|ingen|ikke|inte) (?:{any} ){0,2}?(?:sms|meddelanden|meldinger|beskeder|skriv)",
            // Turkish
            "(?:mesaj|sms) (?:{any} ){0,2}?(?:atmayin|gondermeyin|istemiyorum|atma|gonderme|yollamayin)",
            "(?:numaram|beni) (?:{any} ){0,2}?(?:silin|cikar|cikarin)",
            // Indonesian and Malay
            "(?:jangan|berhenti|tolong jangan) (?:{any} ){0,2}?(?:kirim|sms|hubungi|pesan|mengirim)",
            // Russian and Ukrainian
            "не (?:{any} )?(?:пишите|пиши|присылайте|присылай|отправляйте|шлите|беспокойте|звоните|надсилайте|пишіть|турбуйте|хочу получать|хочу отримувати|надо писать|надо мне писать|нужно писать)",
            "(?:перестан|прекрат|хватит|припин|хорош|удалите|уберите|отпишите|исключите|видаліть|вычеркните)[а-яіїєґ]*",
            "больше не (?:пишите|присылайте|надо|нужно|звоните)",
            // Greek
            "μη(?:ν)? (?:{any} )?(?:στελνετε|στειλετε|ξαναστειλετε|ενοχλειτε|μου γραφετε|γραφετε|στελνεις)",
            "(?:σταματηστε|διαγραψτε|σταματα)",
            // Chinese
            "(?:不要|别|別|請勿|请勿|勿|停止|不想|不需要|別再|别再|不准|不许)[^ a-z]{0,6}?(?:发|發|傳|传|联系|聯繫|聯絡|联络|打扰|打擾|骚扰|騷擾|短信|簡訊|简讯|信息|訊息|消息)",
            "(?:退订|退訂|取消订阅|取消訂閱|拒收|删除我|刪除我|移除我|把我[^ a-z]{0,4}(?:删|刪|移)|取消短信)",
            // Japanese
            "(?:メール|メッセージ|連絡|れんらく|送信|ショートメール|sms|送)[^ ]{0,8}?(?:しないで|ないで|やめて|不要|いりません|いらない|停止|止めて|とめて|お断り)",
            "(?:配信停止|送らないで|連絡しないで|やめてください|解除して|登録解除|リストから)",
            // Korean
            "(?:문자|메시지|연락|메세지|보내지|연락하지|문자하지)[^a-z]{0,12}?(?:마세요|말아|마라|그만|하지마|하지 마|싫|원하지|마$|중단)",
            "그만(?: {any}){0,2} ?(?:보내|하세요|해|문자|연락)",
            "보내지 ?(?:마|말)",
            "(?:수신거부|수신 거부|번호 삭제|삭제해)",
            // Arabic and Farsi
            "لا (?:{any} )?(?:ترسل|ترسلوا|تراسل|تراسلني|تراسلوني|تتصل|تتصلوا|اريد|أريد|تبعث)",
            "(?:توقف|توقفوا|اوقف|أوقف|أوقفوا|اوقفوا|الغاء|إلغاء|احذف|احذفوا|ازالة|كفى|بطل)(?: {any}){0,3}",
            "(?:پیام|پیامک) (?:{any} ){0,2}?(?:ندهید|نفرستید|نده|نفرست)",
            // Hindi, Punjabi, Urdu
            "(?:मैसेज|मेसेज|संदेश|message|sms|एसएमएस)(?: {any}){0,2} (?:मत|ना|न|बंद|नहीं)",
            "(?:मत भेज|बंद कर|रोक)(?u:[^ ]*)",
            "(?:message|sms|msg)(?: {any}){0,2} (?:mat|band|na) ?(?:karo|bhejo|karein|kijiye|karna|bhejna)",
            // Hebrew
            "(?:אל|לא) (?:{any} )?(?:תשלח|תשלחו|לשלוח|תסמס|תכתבו|רוצה הודעות|מעוניין)",
            "(?:תפסיקו|תפסיק|הסירו|להסיר|הסר אותי|תסירו|הפסיקו)",
        ],
    ),
    rule(
        LoudDoubt(PauseAutomation),
        "It says in another language that the number is somebody else's.",
        &[
            "(?:numero errado|numero sbagliato|falsche nummer|verkeerd nummer|zly numer|fel nummer|numara yanlis|yanlis numara|nham so|sai so|salah nomor)",
            "(?:ошиблись номером|не тот номер|неправильный номер|打错|打錯|错号|發錯|发错|間違い電話|番号が違|番号違い|잘못 거|번호가 틀|잘못 보내|رقم خاطئ|الرقم خطأ|رقم غلط|गलत नंबर|טעות במספר|λαθος αριθμο)",
        ],
    ),
    rule(
        Doubt(StopSequence),
        "It refuses in another language what was offered.",
        &[
            "^(?:nein danke|no grazie|nee bedankt|nee dank je|nao obrigado|nao obrigada|nie dziekuje|hayir|tesekkurler hayir|нет спасибо|не интересует|не надо|不用了|不用谢谢|不需要|没兴趣|沒興趣|結構です|いいえ 結構です|괜찮아요|관심 없|لا شكرا|नहीं धन्यवाद)$",
        ],
    ),
];
