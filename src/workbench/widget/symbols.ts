/**
 * SF Symbols by their names, drawn with similar icons: Apple's own may not be shipped.
 * The icons are Lucide's (ISC licence, https://lucide.dev); only those named here are bundled.
 */
import {
  Activity, AlarmClock, ArrowDown, ArrowDownRight, ArrowLeft, ArrowRight, ArrowUp, ArrowUpRight, BatteryFull, Bed, Bell, Bike, Book, Bookmark, Briefcase, Bus, Calendar, Camera, Car, ChartColumn, ChartLine, ChartPie, Check, ChevronDown, ChevronLeft, ChevronRight, ChevronUp,
  Circle, CircleAlert, CircleArrowDown, CircleArrowUp, CircleCheck, CircleHelp, CircleMinus, CirclePlus, CircleUser, CircleX, Clock, Cloud, CloudDrizzle, CloudFog, CloudLightning, CloudMoon, CloudRain, CloudSnow, CloudSun, Coffee, CreditCard, Crown, DollarSign, Download, Droplet, Droplets, Dumbbell, Ellipsis, Euro, Eye,
  Flag, Flame, Footprints, Gauge, Gift, Globe, GraduationCap, Headphones, Heart, HeartPulse, House, Image, Info, Key, Leaf, Lightbulb, Link, List, ListTodo, Lock, LockOpen, Mail, Map as MapIcon, MapPin, Medal, MessageCircle, Mic, Minus, Moon, MoonStar, Music, Navigation, Newspaper, Pause, PawPrint, PersonStanding, Phone, Pill, Plane, Play, Plus,
  RefreshCw, Search, Settings, Share, ShoppingCart, SkipBack, SkipForward, SlidersHorizontal, Snowflake, Sparkles, Square, SquareCheck, Star, Sun, Sunrise, Sunset, Tag, Target, Thermometer, Ticket, Timer, TrainFront, TramFront, Trash2, TrendingDown, TrendingUp, TriangleAlert, Trophy, Tv, Umbrella, User, Users, Volume2, Wallet, Watch, Waves, Wifi, WifiOff, Wind, Wrench, X, Zap,
  type IconNode,
} from "lucide";

/** A symbol's name without variants such as `.fill`. */
const ICONS: Readonly<Record<string, IconNode>> = {
  "sun.max": Sun, "sun.min": Sun, "sunrise": Sunrise, "sunset": Sunset, "moon": Moon, "moon.stars": MoonStar, "cloud": Cloud, "cloud.sun": CloudSun, "cloud.moon": CloudMoon, "cloud.rain": CloudRain, "cloud.heavyrain": CloudRain, "cloud.drizzle": CloudDrizzle, "cloud.bolt": CloudLightning, "cloud.bolt.rain": CloudLightning, "cloud.snow": CloudSnow, "cloud.fog": CloudFog,
  "wind": Wind, "snowflake": Snowflake, "drop": Droplet, "humidity": Droplets, "thermometer": Thermometer, "thermometer.medium": Thermometer, "umbrella": Umbrella, "water.waves": Waves, "sparkles": Sparkles,
  "arrow.up": ArrowUp, "arrow.down": ArrowDown, "arrow.left": ArrowLeft, "arrow.right": ArrowRight, "arrow.up.right": ArrowUpRight, "arrow.down.right": ArrowDownRight, "arrow.clockwise": RefreshCw, "arrow.triangle.2.circlepath": RefreshCw, "arrow.up.circle": CircleArrowUp, "arrow.down.circle": CircleArrowDown, "arrow.down.to.line": Download, "square.and.arrow.up": Share, "square.and.arrow.down": Download,
  "arrowtriangle.up": TrendingUp, "arrowtriangle.down": TrendingDown, "chevron.up": ChevronUp, "chevron.down": ChevronDown, "chevron.left": ChevronLeft, "chevron.right": ChevronRight, "chart.line.uptrend.xyaxis": TrendingUp, "chart.line.downtrend.xyaxis": TrendingDown, "chart.xyaxis.line": ChartLine, "chart.bar": ChartColumn, "chart.pie": ChartPie,
  "tram": TramFront, "train.side.front.car": TrainFront, "bus": Bus, "car": Car, "bicycle": Bike, "airplane": Plane, "figure.walk": Footprints, "figure.run": PersonStanding, "figure.stand": PersonStanding, "map": MapIcon, "mappin": MapPin, "mappin.and.ellipse": MapPin, "location": Navigation, "location.north": Navigation, "ticket": Ticket,
  "heart": Heart, "heart.text.square": HeartPulse, "waveform.path.ecg": Activity, "flame": Flame, "bed.double": Bed, "pills": Pill, "dumbbell": Dumbbell, "pawprint": PawPrint, "leaf": Leaf, "cup.and.saucer": Coffee,
  "star": Star, "trophy": Trophy, "medal": Medal, "crown": Crown, "flag": Flag, "bookmark": Bookmark, "tag": Tag, "target": Target, "gift": Gift, "bolt": Zap, "battery.100": BatteryFull, "lightbulb": Lightbulb, "gauge": Gauge, "gauge.medium": Gauge, "speedometer": Gauge,
  "clock": Clock, "alarm": AlarmClock, "timer": Timer, "calendar": Calendar, "bell": Bell, "hourglass": Timer, "applewatch": Watch, "tv": Tv, "headphones": Headphones, "camera": Camera, "photo": Image, "music.note": Music, "mic": Mic, "speaker.wave.2": Volume2, "play": Play, "pause": Pause, "forward": SkipForward, "backward": SkipBack,
  "person": User, "person.2": Users, "person.3": Users, "person.crop.circle": CircleUser, "house": House, "briefcase": Briefcase, "graduationcap": GraduationCap, "book": Book, "newspaper": Newspaper, "envelope": Mail, "message": MessageCircle, "bubble.left": MessageCircle, "phone": Phone, "globe": Globe, "wifi": Wifi, "wifi.slash": WifiOff, "link": Link,
  "cart": ShoppingCart, "creditcard": CreditCard, "wallet.pass": Wallet, "dollarsign": DollarSign, "dollarsign.circle": DollarSign, "eurosign": Euro, "gearshape": Settings, "gear": Settings, "slider.horizontal.3": SlidersHorizontal, "magnifyingglass": Search, "wrench": Wrench, "lock": Lock, "lock.open": LockOpen, "key": Key, "eye": Eye, "trash": Trash2,
  "plus": Plus, "minus": Minus, "xmark": X, "checkmark": Check, "circle": Circle, "square": Square, "checkmark.circle": CircleCheck, "checkmark.square": SquareCheck, "xmark.circle": CircleX, "plus.circle": CirclePlus, "minus.circle": CircleMinus, "exclamationmark.triangle": TriangleAlert, "exclamationmark.circle": CircleAlert, "questionmark.circle": CircleHelp, "info.circle": Info, "info": Info, "ellipsis": Ellipsis, "list.bullet": List, "checklist": ListTodo,
};

/** Icons that stay readable when their inside is filled. */
const SOLID = new Set<string>(["sun.max", "sun.min", "moon", "moon.stars", "cloud", "cloud.sun", "cloud.moon", "cloud.rain", "cloud.heavyrain", "cloud.drizzle", "cloud.bolt", "cloud.bolt.rain", "cloud.snow", "drop", "heart", "star", "flame", "flag", "bookmark", "bolt", "bell", "circle", "square", "play", "pause", "person", "person.2", "person.3", "leaf", "location", "crown", "pawprint", "message", "bubble.left", "forward", "backward"]);

export interface Symbol {
  readonly icon: IconNode;
  readonly isSolid: boolean;
}

/** The icon for a symbol; without its `.fill`, `.circle` or `.square` where only that is known. `null`: none is like it. */
export function symbolFor(systemName: string): Symbol | null {
  const isFilled = /\.fill(\.|$)/.test(systemName);
  const base = systemName.replace(/\.fill(?=\.|$)/g, "").replace(/\.(inverse|badge\..*)$/, "");
  const found = [base, base.replace(/\.(circle|square|slash)$/, ""), base.replace(/\.[^.]+$/, "")].find((each) => Object.hasOwn(ICONS, each));
  return found === undefined ? null : { icon: ICONS[found] as IconNode, isSolid: isFilled && SOLID.has(found) };
}

/** "cloud.sun.fill" as one would say it. */
export const spoken = (systemName: string): string => systemName.replace(/\.(fill|circle|square|inverse)(?=\.|$)/g, "").replaceAll(".", " ");

