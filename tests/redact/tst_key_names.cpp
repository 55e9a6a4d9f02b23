// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "redact/key_names.h"

#include <QTest>

using namespace tapewatch::redact;

class TestKeyNames : public QObject {
    Q_OBJECT
private slots:
    void judgesNames_data();
    void judgesNames();
};

void TestKeyNames::judgesNames_data()
{
    QTest::addColumn<int>("kind");
    const auto add = [](KeyKind kind, std::initializer_list<const char *> names) {
        for (const char *name : names)
            QTest::addRow("%s", name) << int(kind);
    };
    add(KeyKind::Secret, {"api_key",
                          "apikey",
                          "APIKEY",
                          "apiKey",
                          "APIKey",
                          "api-key",
                          "api.key",
                          "api key",
                          "X-MBX-APIKEY",
                          "exchange.api_key",
                          "binanceApiKey",
                          "binanceapikey",
                          "api_key2",
                          "API_KEY_1",
                          "apiKeyHex",
                          "secret",
                          "clientSecret",
                          "api_secret",
                          "dbpassword",
                          "passwordOld",
                          "pass",
                          "db.pass",
                          "pwd",
                          "OK-ACCESS-SIGN",
                          "CB-ACCESS-PASSPHRASE",
                          "APCA-API-KEY-ID",
                          "listenKey",
                          "private_key_pem",
                          "accessToken",
                          "refresh_token",
                          "botToken",
                          "otp",
                          "pin",
                          "2fa",
                          "signature"});
    add(KeyKind::Asset, {"token", "Token", "token0", "base_token", "feeToken"});
    add(KeyKind::Line,
        {"Authorization", "proxy-authorization", "authorizationHeader", "cookie", "Set-Cookie"});
    add(KeyKind::Phrase, {"mnemonic", "seed_phrase", "walletSeed"});
    add(KeyKind::Partial, {"key", "keys", "id", "code", "phrase", "sign", "seed", "low_pass", "tokenValue"});
    add(KeyKind::None, {"symbol", "price", "author", "monkey", "token_address", "token_count", "spinning",
                        "session", "passed", "secretary", "password_length", "", "___", "\xFF"});
}

void TestKeyNames::judgesNames()
{
    KeyNames names({}, {});
    QTEST(int(names.kindOf(QTest::currentDataTag())), "kind");
    QTEST(int(names.kindOf(QTest::currentDataTag())), "kind"); // as remembered
}

QTEST_GUILESS_MAIN(TestKeyNames)
#include "tst_key_names.moc"
