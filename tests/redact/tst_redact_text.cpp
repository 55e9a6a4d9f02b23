// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "redact/redact_support.h"

#include <QTest>

using namespace tapewatch;
using namespace tapewatch::test;

/// Secrets in free text: # in a row's text stands for the secret, which has to become the mask and nothing
/// else may change.
class TestRedactText : public QObject {
    Q_OBJECT
private slots:
    void masksSecrets_data();
    void masksSecrets();
    void leavesTheRest_data();
    void leavesTheRest();
    void showsTheSameForAnySecret();
    void takesTimeThatGrowsWithTheText_data();
    void takesTimeThatGrowsWithTheText();
};

namespace {

QByteArray redactedBytes(const QByteArray &text)
{
    return QByteArray::fromStdString(redacted(text.toStdString()));
}

void addText(const char *name, const QByteArray &text, const QByteArray &secret = "k3Y9zQw7Lm2Xv8Pt")
{
    QTest::addRow("%s", name) << text << secret;
}

} // namespace

void TestRedactText::masksSecrets_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("secret");

    addText("key=value", "api_key=#");
    addText("key=value, short", "login pin=# ok", "12");
    addText("key = value", "login api_key = # ok");
    addText("key: value", "using secret: # now");
    addText("two words", "API key: # (main)");
    addText("three words", "session token = #");
    addText("between fields", "qty=1,api_secret=#,px=5");
    addText("commas in it", "qty=1 password=# px=5", "pa,ss;w,rd");
    addText("ampersand in it", "password=# px=5", "a&b&c");
    addText("quote in it", "password=# px=5", "it's\"me");
    addText("in braces", "{api_key=#, qty=5}");
    addText("in braces, last", "{qty=5, api_key=#}");
    addText("JSON", R"({"apiKey":"#","qty":5})");
    addText("JSON with blanks", "{ \"secret\" :\n  \"#\" }");
    addText("JSON, quote in it", R"({"password":"#","qty":5})", R"(a\"b\\c)");
    addText("JSON, number", R"({"pin":#,"qty":5})", "4711");
    addText("JSON, list", R"({"passwords":#,"qty":5})", R"(["a","b]c"])");
    addText("JSON, object", R"({"credentials":#,"qty":5})", R"({"user":"u","x":{"y":"}"}})");
    addText("JSON, cut off", R"({"qty":5,"password":"#)");
    addText("JSON in JSON", R"({"body":"{\"api_key\":\"#\",\"qty\":5}"})");
    addText("JSON in JSON, quote in it", R"({"body":"{\"password\":\"#\",\"q\":5}"})", R"(a\\\"b)");
    addText("JSON in JSON in JSON", R"("{\\\"secret\\\":\\\"#\\\",\\\"q\\\":5}")");
    addText("Python", "{'api_key': '#', 'qty': 5}");
    addText("Python bytes", "(b'X-MBX-APIKEY': b'#')");
    addText("Python tuple", "('X-MBX-APIKEY', '#')");
    addText("Go map", "map[Authorization:# Accept:[*]]", "[Bearer abc.def]");
    addText("Rust", "Config { api_key: #, qty: 5 }", "Some(\"a b\")");
    addText("Ruby", "{:api_key=>\"#\"}");
    addText("arrow", "api_key -> #");
    addText("XML", "<password>#</password>");
    addText("index", "headers[\"X-MBX-APIKEY\"] = \"#\"");
    addText("index of the value", "api_key[0]=#");
    addText("remark", "api key (main): #");
    addText("command line", "--api-key=# --qty 5");
    addText("command line, blank", "--api-key # --qty 5");
    addText("said", "the api key is # today");
    addText("said after the name", "wrong secret # given");
    addText("query", "GET /api/v3/order?symbol=X&signature=#&recvWindow=5");
    addText("query in quotes", "\"https://x.io/a?apiKey=#\"");
    addText("query, encoded", "next=https%3A%2F%2Fx.io%2F%3Fapi_key%3D#%26a%3D1");
    addText("query, encoded twice", "next%253Fapi_key%253D#");
    addText("JSON, encoded", "q=%7B%22api_key%22%3A%22#%22%7D");
    addText("JSON, HTML", "{&quot;api_key&quot;:&quot;#&quot;}");
    addText("JSON, ampersand escaped", R"({"q":"token=#\u0026qty=5"})");
    addText("lines escaped", R"({"q":"token=#\nqty=5"})");
    addText("user and password", "redis://#@10.0.0.1:6379/0", "user:pass");
    addText("password only", "redis://#@10.0.0.1:6379/0", ":pass");
    addText("slash in the password", "postgres://#@db:5432/x", "u:p/a@s#s");
    addText("token as user", "https://#@github.com/x");
    addText("header", "Authorization: #", "Bearer abc.def ghi");
    addText("header, digest", "Authorization: #\nHost: x", R"(Digest username="u", response="0a1b")");
    addText("header, curl", "curl -H 'Authorization: #' https://x", "Basic dXNlcjpwYXNz");
    addText("header, lines escaped", R"("Authorization: #\r\nHost: x")", "Bearer abc");
    addText("header, Binance", "X-MBX-APIKEY: #");
    addText("header, OKX", "OK-ACCESS-SIGN: # OK-ACCESS-TIMESTAMP: x", "bG9uZyBiYXNlNjQ=");
    addText("cookie", "Set-Cookie: #", "sid=1; path=/");
    addText("auth with a scheme", "auth=Bearer # next");
    addText("bearer alone", "sent Bearer # ok", "abc123");
    addText("bearer in capitals", "BEARER #", "abc123");
    addText("bearer in quotes", "{'h': 'Bearer #'}");
    addText("basic alone", "sent Basic #", "dXNlcjpwYXNzd29yZA==");
    addText("JWT", "got # back", "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2ln");
    addText("JWT in a path", "/ws/#", "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2ln");
    addText("PEM", "-----BEGIN EC PRIVATE KEY-----#-----END EC PRIVATE KEY-----", "\nMHcCAQEE\nIFoo\n");
    addText("PEM, cut off", "-----BEGIN PRIVATE KEY-----#", "\\nMHcCAQEE");
    addText("mnemonic", "mnemonic: # qty=5", "army van defense carry jealous true garbage claim");
    addText("mnemonic that begins as nothing", "mnemonic: # qty=5",
            "empty army van defense carry jealous true garbage");
    addText("mnemonic that begins as a fault", "recovery phrase: # qty=5",
            "error van defense carry jealous true garbage");
    addText("mnemonic that begins as a scheme", "mnemonic: # qty=5",
            "token basic van defense carry jealous true garbage");
    addText("second of two", "api_key=null secret=#");
    addText("far inside", QByteArray(1000, 'x') + " token=# " + QByteArray(1000, 'y'));
    for (int before = 0; before < 20; ++before)
        addText(qPrintable(QString("at any place, %1").arg(before)),
                QByteArray(before, ' ') + "password=#, x", "x1");
}

void TestRedactText::masksSecrets()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, secret);
    const QByteArray hidden = QByteArray(text).replace('#', "[redacted]");
    QCOMPARE(redactedBytes(QByteArray(text).replace('#', secret)), hidden);
    QCOMPARE(redactedBytes(hidden), hidden);
}

void TestRedactText::leavesTheRest_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto add = [](const char *text) { QTest::addRow("%s", text) << QByteArray(text); };
    add("");
    add("order 3fa85f64-5717-4562-b3fc-2c963f66afa6 filled");
    add("orderId=8389765526 clientOrderId=x-A6SIDXVS1723645");
    add("tx 0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060");
    add(R"({"symbol":"BTCUSDT","price":"50000.10","orderId":"0a1b2c3d4e5f60718293a4b5c6d7e8f9"})");
    add("token=USDT");
    add(R"({"token":"1000SATS","token0":"WETH","base_token":"USDC"})");
    add("token: 0xdAC17F958D2ee523a2206206994597C13D831ec7");
    add(R"({"token":{"symbol":"USDT","decimals":6}})");
    add("token_address=EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v");
    add("token refreshed for order 3fa85f64-5717-4562-b3fc-2c963f66afa6");
    add("auth: failed");
    add("api_key: missing");
    add(R"({"password":null,"has_secret":true})");
    add("password=");
    add("secret: ");
    add("the token expired");
    add("bearer of bad news");
    add("Token::refresh(Secret::Store const&) at auth.cpp:41");
    add("at 10:15:30.123456 key=value, x => 5");
    add("keyboard=1 monkey=2 turnkey: 3 author=me tokens=5");
    add("low_pass=0.3 pass_rate: 5 passed=7");
    add("secretary=Ann pinned=2 signal=long");
    add("https://api.binance.com:443/api/v3/order?symbol=BTCUSDT");
    add("wss://stream.binance.com:9443/ws/btcusdt@trade");
    add("http://[::1]:8080/x@y mail a@b.com");
    add("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----");
    add("--------------------------------------------");
    add(R"({"levels":{"auth":"debug"}})");
    add("progress 100%3");
    add("\xFF\xFE:\x80=\xC3");
}

void TestRedactText::leavesTheRest()
{
    QFETCH(QByteArray, text);
    QCOMPARE(redactedBytes(text), text);
}

void TestRedactText::showsTheSameForAnySecret()
{
    QCOMPARE(redacted("api_key=a1 qty=1"), redacted("api_key=" + std::string(5000, 'z') + " qty=1"));
}

void TestRedactText::takesTimeThatGrowsWithTheText_data()
{
    QTest::addColumn<QByteArray>("piece");
    for (const char *piece : {"x",
                              ":",
                              "=",
                              "://",
                              "://a:b/",
                              "\"",
                              "\\",
                              "\\\"",
                              "(",
                              "password=x(\"",
                              "password=[",
                              "password=\"",
                              "cookie=",
                              "\"cookie=a\\",
                              "authorization: a ",
                              "authorization: ok ",
                              "bearer+",
                              "-----BEGIN PRIVATE KEY",
                              "bearer a1 ",
                              "%3D",
                              "%25",
                              "token:{",
                              "a1b2c3d4e5f6g7h8 ",
                              "eyJa.",
                              "api key ",
                              "pin=\xFF,",
                              "password=a,a"})
        QTest::addRow("%s", piece) << QByteArray(piece);
}

/// No time limit: a text of 10 MiB takes milliseconds, and days where the time is squared.
void TestRedactText::takesTimeThatGrowsWithTheText()
{
    QFETCH(QByteArray, piece);
    const QByteArray text = piece.repeated(10 * 1024 * 1024 / piece.size());
    QVERIFY(!redactedBytes(text).isEmpty());
}

QTEST_GUILESS_MAIN(TestRedactText)
#include "tst_redact_text.moc"
