package com.twinafas.simulators.twinfield.wording;

/** Culture of the user that signs in: decides the language of messages and column labels. */
public enum Language {
    DUTCH,
    ENGLISH;

    /** The text in this language. */
    public String say(String dutch, String english) {
        return this == DUTCH ? dutch : english;
    }
}
