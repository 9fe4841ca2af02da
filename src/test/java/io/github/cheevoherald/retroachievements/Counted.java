package io.github.cheevoherald.retroachievements;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;

/** A made-up site behind a limit: as with the real one, anything the budget refuses is returned to it. */
public final class Counted {
    private Counted() {}

    /** The site as seen by callers who pass the limit for each request. */
    public static RetroAchievements view(RetroAchievements site, RequestLimit limit) {
        return (RetroAchievements) Proxy.newProxyInstance(
                RetroAchievements.class.getClassLoader(),
                new Class<?>[] {RetroAchievements.class},
                (proxy, method, arguments) -> {
                    Duration wait = limit.take();
                    if (!wait.isZero()) {
                        return new Outcome.Throttled<>(Outcome.By.MEMBER_ALLOWANCE, wait);
                    }
                    Object outcome;
                    try {
                        outcome = method.invoke(site, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (outcome instanceof Outcome.Throttled<?> throttled
                            && throttled.by() == Outcome.By.PEOPLES_SHARE) {
                        limit.giveBack();
                    }
                    return outcome;
                });
    }
}
